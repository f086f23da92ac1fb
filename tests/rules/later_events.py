"""More pairs of reports, by a third author. Made up for the tests; no news."""


def on(day, text):
    """A report of that day of June."""
    return f"2025-06-{day:02}", text


SAME = {
    "vow reworded": (
        on(
            10,
            "Harakat al-Nujaba said on Tuesday it would hit American interests across Iraq if Washington joined a war on Iran. The group's spokesman posted the warning on Telegram.",
        ),
        on(
            10,
            "An Iran-aligned Iraqi militia, Nujaba, has warned that US troops in the country will be targeted should the United States enter the fighting against Tehran.",
        ),
    ),
    "revenge vow": (
        on(
            12,
            "Kataib Sayyid al-Shuhada pledged to avenge a commander killed in a strike near Al-Qaim, saying the response would come soon.",
        ),
        on(
            13,
            "The blood of our commander killed at Al-Qaim will not go unanswered, Kataib Sayyid al-Shuhada said in a statement promising revenge.",
        ),
    ),
    "captagon seizure": (
        on(
            5,
            "Iraqi border guards intercepted a truck carrying 1.2 million Captagon pills at the Al-Qaim crossing on Thursday.",
        ),
        on(
            5,
            "More than a million captagon tablets were confiscated at Al-Qaim on the Syrian border, the Interior Ministry said Thursday.",
        ),
    ),
    "drug bust": (
        on(
            8,
            "Anti-narcotics police in Basra arrested three dealers and seized 25 kilograms of crystal meth, a statement said.",
        ),
        on(
            8,
            "Basra: 25 kg of crystal methamphetamine found in a raid that ended with the detention of three traffickers.",
        ),
    ),
    "oil exports figure": (
        on(
            1,
            "Iraq exported an average of 3.31 million barrels of oil a day in May, the oil ministry announced.",
        ),
        on(
            2,
            "Oil exports stood at 3.31 million barrels per day last month, according to figures from Baghdad's oil ministry.",
        ),
    ),
    "embassy": (
        on(
            11,
            "The United States ordered non-essential staff of its Baghdad embassy to leave over rising security risks in the region.",
        ),
        on(
            12,
            "Washington is pulling some diplomats and their families out of Iraq, officials said, citing heightened threats to the embassy in Baghdad.",
        ),
    ),
    "arrest of IS": (
        on(
            3,
            "Iraq's counter-terrorism service captured a senior Islamic State financier in Kirkuk, it said on Tuesday.",
        ),
        on(3, "A man said to have handled money for ISIS was detained in Kirkuk by the CTS."),
    ),
    "arabic english attack": (
        on(
            16,
            "Two drones fell near the Ain al-Asad base in Anbar on Monday without causing casualties, a security source said.",
        ),
        on(
            16,
            "أفاد مصدر أمني، اليوم الاثنين، بسقوط طائرتين مسيرتين قرب قاعدة عين الأسد في الأنبار دون وقوع خسائر بشرية.",
        ),
    ),
    "arabic english threat": (
        on(17, "Kataib Hezbollah warned it would target US bases in Iraq if America attacks Iran."),
        on(
            17,
            "حذرت كتائب حزب الله من أنها ستستهدف القواعد الأمريكية في العراق إذا هاجمت الولايات المتحدة إيران.",
        ),
    ),
    "visit talks": (
        on(
            20,
            "Iranian Quds Force commander Esmail Qaani arrived in Baghdad on Friday and met leaders of the Coordination Framework.",
        ),
        on(
            21,
            "Qaani held talks with Coordination Framework figures during an unannounced visit to the Iraqi capital.",
        ),
    ),
    "rocket count update": (
        on(
            22,
            "Rockets were fired at the Conoco gas field base in eastern Syria on Sunday evening; no damage was reported.",
        ),
        on(
            23,
            "At least five rockets targeted US forces at the Conoco field in Deir ez-Zor on Sunday, the Observatory said.",
        ),
    ),
    "consulate drone": (
        on(
            24,
            "An explosive drone was brought down on Tuesday close to the US consulate in Erbil, counter-terrorism authorities of the Kurdistan Region said.",
        ),
        on(
            24,
            "Erbil air defences shot down a bomb-laden drone near the American consulate on Tuesday.",
        ),
    ),
    "strike militia hq": (
        on(
            25,
            "Unidentified jets bombed a headquarters of the Popular Mobilization Forces in Babil, killing one fighter and wounding eight.",
        ),
        on(
            26,
            "One PMF member died and eight were hurt when an air raid hit the force's base in Babil province on Wednesday.",
        ),
    ),
    "gas field": (
        on(
            26,
            "A drone attack on the Khor Mor gas field halted production on Thursday, the operator Dana Gas said.",
        ),
        on(
            27,
            "Khor Mor stopped pumping gas after Thursday's drone strike, causing power cuts across the Kurdistan Region.",
        ),
    ),
    "withdrawal talks": (
        on(
            9,
            "Baghdad and Washington agreed that the coalition's mission will end by September, the Iraqi government said.",
        ),
        on(
            9,
            "The US-led coalition will finish its mission in Iraq in September under a deal announced by both governments on Monday.",
        ),
    ),
    "mediation": (
        on(
            13,
            "Iraq has offered to carry messages between Iran and the United States, Foreign Minister Fuad Hussein said in Doha.",
        ),
        on(
            13, "Fuad Hussein: Baghdad is prepared to relay messages between Tehran and Washington."
        ),
    ),
    "PKK": (
        on(
            28,
            "Turkish warplanes struck PKK positions in the Metina area of Duhok on Saturday, the Turkish defence ministry said.",
        ),
        on(
            28,
            "Ankara's jets hit several targets of the Kurdistan Workers' Party in Metina, northern Duhok.",
        ),
    ),
    "IED": (
        on(7, "A roadside bomb killed two soldiers near Tuz Khurmatu on Saturday."),
        on(
            7,
            "Two members of the Iraqi army were killed by an explosive device close to Tuz Khurmatu, a security official said.",
        ),
    ),
    "threatened strike": (
        on(
            19,
            "Israel is preparing to strike Iran-backed militias in Iraq and has given Washington a list of targets, Israeli television reported.",
        ),
        on(
            19,
            "Israeli jets may soon bomb Iraqi factions backed by Tehran, according to a report on Israel's Channel 12 that mentioned a target list shared with the Americans.",
        ),
    ),
    "houthi vow": (
        on(
            21,
            "The Houthis said they would attack American ships in the Red Sea if Washington took part in strikes on Iran.",
        ),
        on(
            21,
            "هدد الحوثيون باستهداف السفن الأمريكية في البحر الأحمر إذا شاركت واشنطن في الهجوم على إيران.",
        ),
    ),
    "evac ordnance": (
        on(5, "Families were evacuated from three villages near Makhmur after an ISIS attack."),
        on(
            5,
            "An assault by Islamic State forced residents of three Makhmur villages to leave their homes.",
        ),
    ),
    "prison isis": (
        on(7, "Iraq hanged eleven men convicted of terrorism in Nasiriyah prison."),
        on(
            8,
            "Eleven convicts were executed in Nasiriyah on terrorism charges, a security source said.",
        ),
    ),
    "arabic arrest": (
        on(9, "Iraqi intelligence arrested three ISIS members in Mosul."),
        on(9, "اعتقلت الاستخبارات العراقية ثلاثة عناصر من داعش في الموصل."),
    ),
    "drone on oil field": (
        on(
            10,
            "Two drones hit the Ain Zala oil field in Nineveh, sparking a fire that was brought under control.",
        ),
        on(
            10,
            "Firefighters put out a blaze at Ain Zala field after drones struck it, the North Oil Company said.",
        ),
    ),
    "US strikes KH": (
        on(11, "US aircraft struck three sites used by Kataib Hezbollah in Jurf al-Sakhr."),
        on(
            11, "Washington bombed Kataib Hezbollah facilities in Jurf al-Sakhr, the Pentagon said."
        ),
    ),
    "coalition leaves": (
        on(12, "Coalition troops have started to leave Victoria base next to Baghdad airport."),
        on(
            13,
            "The pull-out of coalition soldiers from the Victoria base at Baghdad airport has begun.",
        ),
    ),
    "smuggling oil": (
        on(14, "Iraq's navy stopped a tanker with 4,000 tonnes of smuggled fuel in the Gulf."),
        on(14, "A ship loaded with 4,000 tonnes of contraband diesel was held by the Iraqi navy."),
    ),
    "power gas": (
        on(
            15,
            "Iran cut gas supplies to Iraq, causing the loss of 3,000 megawatts, the electricity ministry said.",
        ),
        on(
            15,
            "Power output fell by 3,000 megawatts after Iranian gas stopped flowing, Baghdad's ministry of electricity announced.",
        ),
    ),
    "mediation saudi": (
        on(
            16, "Iraq will host a new round of talks between Saudi Arabia and Iran, al-Sudani said."
        ),
        on(16, "Al-Sudani: Baghdad to host Iranian-Saudi dialogue again."),
    ),
    "houthi ship": (
        on(17, "A missile hit a Greek-owned cargo ship off Hodeidah; the Houthis claimed it."),
        on(17, "Houthis say they struck a Greek vessel near Hodeidah with a missile."),
    ),
    "ultimatum": (
        on(
            18,
            "The Islamic Resistance in Iraq gave American forces forty days to leave the country.",
        ),
        on(18, "US troops must go within forty days, the Islamic Resistance in Iraq demanded."),
    ),
    "sudani statement": (
        on(19, "Prime minister Sudani ordered an inquiry into the attack on the Khor Mor field."),
        on(19, "An investigation of the Khor Mor attack was ordered by Iraqi premier al-Sudani."),
    ),
}

DIFFERENT = {
    "two vows other days": (
        on(
            10,
            "Harakat al-Nujaba said it would hit American interests across Iraq if Washington joined a war on Iran.",
        ),
        on(
            16,
            "Harakat al-Nujaba warned that any government deal to keep US forces in Iraq would be met with arms.",
        ),
    ),
    "two vows two groups": (
        on(
            10,
            "Harakat al-Nujaba warned it would hit American bases in Iraq if Washington joined the war on Iran.",
        ),
        on(
            10,
            "Kataib Hezbollah warned it would hit American bases in Iraq if Washington joined the war on Iran.",
        ),
    ),
    "two seizures": (
        on(
            5,
            "Iraqi border guards intercepted a truck carrying 1.2 million Captagon pills at the Al-Qaim crossing on Thursday.",
        ),
        on(5, "Police in Basra seized 300,000 Captagon pills in a warehouse on Thursday."),
    ),
    "two seizures same place": (
        on(5, "Border guards seized 1.2 million Captagon pills at Al-Qaim on Thursday."),
        on(9, "Border guards seized 80,000 Captagon pills at Al-Qaim on Monday."),
    ),
    "two arrests": (
        on(
            3,
            "Iraq's counter-terrorism service captured a senior Islamic State financier in Kirkuk.",
        ),
        on(3, "Iraq's counter-terrorism service captured an Islamic State bomb maker in Mosul."),
    ),
    "arrests same city": (
        on(3, "Security forces arrested four Islamic State suspects in Kirkuk."),
        on(5, "Security forces arrested two Islamic State suspects in Kirkuk."),
    ),
    "months of oil": (
        on(
            1,
            "Iraq exported an average of 3.31 million barrels of oil a day in May, the oil ministry announced.",
        ),
        on(
            1,
            "Iraq's oil output was cut to 3.9 million barrels a day to keep to its OPEC+ quota, the oil ministry announced.",
        ),
    ),
    "two attacks two days": (
        on(16, "Two drones fell near the Ain al-Asad base on Monday without causing casualties."),
        on(
            18, "Two drones fell near the Ain al-Asad base on Wednesday without causing casualties."
        ),
    ),
    "attack and condemnation of other": (
        on(24, "A drone was brought down on Tuesday close to the US consulate in Erbil."),
        on(24, "A drone hit an oil field at Sarsang in Duhok on Tuesday."),
    ),
    "turkish two areas": (
        on(28, "Turkish warplanes struck PKK positions in the Metina area of Duhok on Saturday."),
        on(28, "Turkish warplanes struck PKK positions in the Qandil mountains on Saturday."),
    ),
    "two visits": (
        on(
            20,
            "Quds Force commander Esmail Qaani arrived in Baghdad and met leaders of the Coordination Framework.",
        ),
        on(
            20,
            "Iranian foreign minister Abbas Araghchi arrived in Baghdad and met the prime minister.",
        ),
    ),
    "two mediation": (
        on(
            13,
            "Iraq has offered to carry messages between Iran and the United States, Foreign Minister Fuad Hussein said.",
        ),
        on(13, "Fuad Hussein discussed water shares of the Tigris with his Turkish counterpart."),
    ),
    "threat vs attack": (
        on(17, "Kataib Hezbollah warned it would target US bases in Iraq if America attacks Iran."),
        on(
            17,
            "Rockets were fired at the US base at Ain al-Asad; Kataib Hezbollah denied it was involved.",
        ),
    ),
    "babil and diyala": (
        on(
            25,
            "Unidentified jets bombed a headquarters of the Popular Mobilization Forces in Babil, killing one fighter.",
        ),
        on(
            25,
            "Unidentified jets bombed a depot of the Popular Mobilization Forces in Diyala, killing one fighter.",
        ),
    ),
    "embassy order and attack": (
        on(
            11,
            "The United States ordered non-essential staff of its Baghdad embassy to leave over security risks.",
        ),
        on(11, "Rockets landed near the US embassy in Baghdad late on Wednesday."),
    ),
    "two arrests diff number": (
        on(9, "Iraqi intelligence arrested three ISIS members in Mosul."),
        on(9, "Police in Mosul arrested seven drug dealers."),
    ),
    "two condemnations": (
        on(
            2,
            "Iraq's foreign ministry condemned the Israeli raid on the Iranian consulate in Damascus.",
        ),
        on(2, "Iraq's foreign ministry condemned the burning of a Koran in Stockholm."),
    ),
    "two warnings one day diff party": (
        on(3, "Qais al-Khazali said Asaib Ahl al-Haq would not stand by if Lebanon were invaded."),
        on(3, "Hezbollah's Naim Qassem said his men would fight if Lebanon were invaded."),
    ),
    "US strike two places": (
        on(11, "US aircraft struck three sites used by Kataib Hezbollah in Jurf al-Sakhr."),
        on(11, "US aircraft struck a Kataib Hezbollah depot in Al-Qaim."),
    ),
    "visits": (
        on(12, "Sudani met the Iranian ambassador in Baghdad to discuss gas."),
        on(12, "Sudani met the American ambassador in Baghdad to discuss the coalition."),
    ),
    "oil numbers": (
        on(13, "Iraq's oil exports to the United States fell to 200,000 barrels a day."),
        on(13, "Iraq's oil exports to China rose to 1.1 million barrels a day."),
    ),
    "oil revenue": (
        on(1, "Iraq earned 7.2 billion dollars from oil in May, the ministry said."),
        on(1, "Iraq exported 3.3 million barrels of oil a day in May, the ministry said."),
    ),
    "seize same border": (
        on(14, "Border guards seized 200 kilograms of hashish at Shalamcheh."),
        on(14, "Border guards seized 40 rifles hidden in a truck at Zurbatiyah."),
    ),
    "embassies": (
        on(15, "Germany told its citizens to leave Iraq."),
        on(15, "France told its citizens to leave Lebanon."),
    ),
    "embassy two countries": (
        on(15, "The United States withdrew staff from its embassy in Baghdad."),
        on(15, "The United States withdrew staff from its embassy in Beirut."),
    ),
    "iran threat two": (
        on(16, "Iran threatened to hit US bases in the region if its nuclear sites are attacked."),
        on(16, "Iran threatened to leave the nuclear treaty if sanctions return."),
    ),
    "turkish ops": (
        on(17, "Turkish drones killed two PKK fighters in Sinjar."),
        on(17, "Turkish drones killed two PKK fighters in Makhmur."),
    ),
    "isis killed": (
        on(18, "An airstrike killed four ISIS fighters in the Hamrin mountains."),
        on(20, "An airstrike killed three ISIS fighters in the Hamrin mountains."),
    ),
    "houthi two ships": (
        on(19, "The Houthis claimed a missile attack on a Greek ship off Hodeidah on Tuesday."),
        on(
            21,
            "The Houthis claimed a drone attack on a Norwegian ship in the Gulf of Aden on Saturday.",
        ),
    ),
    "mediation two pairs": (
        on(20, "Iraq will host talks between Saudi Arabia and Iran, al-Sudani said."),
        on(20, "Iraq will host talks between Turkey and Syria, al-Sudani said."),
    ),
    "kurd salaries": (
        on(
            21,
            "Baghdad will pay the May salaries of Kurdistan's employees, the finance minister said.",
        ),
        on(21, "Baghdad and Erbil agreed to resume Kurdish oil exports, the oil minister said."),
    ),
    "nujaba two": (
        on(22, "Nujaba said it would strike American bases if Iran is attacked."),
        on(22, "Nujaba's leader Akram al-Kaabi visited the families of its martyrs in Basra."),
    ),
    "protests": (
        on(23, "Protesters closed the road to the Majnoon oil field over jobs."),
        on(23, "Protesters burned tyres outside the Basra governor's office over power cuts."),
    ),
    "threat condition same group": (
        on(
            24,
            "Kataib Hezbollah threatened to resume attacks on US forces in Iraq if they do not leave by September.",
        ),
        on(24, "Kataib Hezbollah threatened Kuwait over an alleged base for Israeli jets."),
    ),
    "execution": (
        on(7, "Iraq hanged eleven men convicted of terrorism in Nasiriyah prison."),
        on(7, "Iran executed three Kurds convicted of spying for Israel in Urmia prison."),
    ),
}
