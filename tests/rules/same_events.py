"""Pairs of reports, and whether they tell the same event. Made up for the tests; no news."""


def on(day, text):
    """A report of that day of March."""
    return f"2025-03-{day:02}", text


SAME = {
    "a raid told in two languages": (
        on(
            26,
            "Iraqi forces kill senior Islamic State commander in Kirkuk\n\nTroops killed a senior Islamic State commander and two of his guards in a raid in a valley south of Kirkuk, the Security Media Cell said on Wednesday.",
        ),
        on(
            26,
            "مقتل قيادي في داعش جنوب كركوك\n\nأعلنت خلية الإعلام الأمني مقتل قيادي بارز في تنظيم داعش واثنين من مرافقيه بعملية في أحد الأودية جنوب كركوك.",
        ),
    ),
    "a strike that may come": (
        on(
            24,
            "Israel tells Washington it may hit Iraqi factions\n\nIsrael has told the United States that it may strike armed factions in Iraq within days unless drone launches stop, two American officials said on Wednesday.",
        ),
        on(
            24,
            "Iraq warned of possible Israeli strikes\n\nThe Iraqi government has been informed through Washington that Israel could carry out air strikes on faction sites in Iraq, a senior official said on Wednesday.",
        ),
    ),
    "a wire copied by two papers": (
        on(
            4, "Two drones crashed into the fuel depot of the Harir base before dawn, a guard said."
        ),
        on(
            4, "Two drones crashed into the fuel depot of the Harir base before dawn, a guard said."
        ),
    ),
    "a wire printed a day later with another headline": (
        on(
            4,
            "Drones hit Harir. Two drones crashed into the fuel depot of the Harir base before dawn,"
            " and firemen needed three hours to put out the flames, a guard said.",
        ),
        on(
            5,
            "Fire at American base. Two drones crashed into the fuel depot of the Harir base before"
            " dawn, and firemen needed three hours to put out the flames, a guard said.",
        ),
    ),
    "a long wire printed four days later": tuple(
        on(
            day,
            f"{head}. Two drones crashed into the fuel depot of the Harir base before dawn. Firemen"
            " from Shaqlawa needed three hours to put out the flames, and a column of black smoke"
            " stood above the valley until noon. Shepherds said that a third drone fell into an"
            " orchard without exploding; sappers carried it away on a tractor. The governor closed"
            " the road to Rawanduz and thanked the volunteers who brought water and bread.",
        )
        for day, head in ((4, "Drones hit Harir"), (8, "Fire at American base"))
    ),
    "the same attack in other words": (
        on(
            4,
            "Rockets Fall on Victoria Base. Three rockets landed inside the Victoria base near"
            " Baghdad airport on Tuesday; nobody was hurt.",
        ),
        on(
            4,
            "Baghdad airport compound shelled. The Victoria base came under rocket fire on Tuesday,"
            " two officers told reporters, without giving losses.",
        ),
    ),
    "one paper prints it the day after": (
        on(4, "A drone struck the Balad base late in the evening, the army said."),
        on(5, "The Balad base was struck by a drone on Tuesday, according to the army."),
    ),
    "a dateline is no day of the attack, and outlets count drones differently": (
        on(4, "ERBIL, 4 March 2025 - Two drones were shot down late on Monday near Balad base."),
        on(4, "Three drones aimed at the Balad base were shot down late on Monday, a source said."),
    ),
    "an attack told in English and in Arabic": (
        on(4, "Drones attacked the Ain al-Asad base in Anbar at dawn, a security source said."),
        on(4, "قال مصدر أمني إن طائرات مسيرة هاجمت قاعدة عين الأسد في الأنبار فجر اليوم."),
    ),
    "a threat told in English and in Arabic": (
        on(
            4,
            "Kataib Hezbollah threatened to attack the US embassy in Baghdad if the sanctions stay.",
        ),
        on(4, "هددت كتائب حزب الله بمهاجمة السفارة الأمريكية في بغداد إذا بقيت العقوبات."),
    ),
    "casualties grow from three to seven": (
        on(
            4,
            "A car bomb at the vegetable market of Kirkuk killed three people on Tuesday morning.",
        ),
        on(
            4,
            "The death toll of the bomb at the Kirkuk market rose to seven dead on Tuesday night.",
        ),
    ),
    "an arrest, and the police statement about it": (
        on(4, "Police in Kirkuk arrested four Islamic State members who had hidden in a farm."),
        on(
            4,
            "Four Islamic State suspects were detained on a farm in Kirkuk, the ministry announced.",
        ),
    ),
    "the arrest once as a headline": (
        on(
            4,
            "Army Captures Nine ISIS Fighters in Hamrin. The nine men were taken in a night raid in"
            " the Hamrin hills by the army.",
        ),
        on(
            4,
            "The capture of nine ISIS fighters in the Hamrin hills shows that the group is alive.",
        ),
    ),
    "a visit announced and made": (
        on(
            4,
            "Prime Minister al-Sudani will travel to Ankara on Wednesday to meet President Erdogan.",
        ),
        on(5, "Al-Sudani met the Turkish president Erdogan in Ankara and talked about water."),
    ),
    "a visit told on three days, first and last": (
        on(
            4,
            "Iraqi premier in Paris. Al-Sudani arrived in Paris for a visit and will meet Macron.",
        ),
        on(6, "At his meeting with Macron in Paris, al-Sudani asked for more French investment."),
    ),
    "a meeting seen by both sides": (
        on(4, "Hadi al-Amiri received the Chinese ambassador Cui Wei and discussed schools."),
        on(
            4,
            "Chinese ambassador Cui Wei met Hadi al-Amiri, the embassy said; they spoke of schools.",
        ),
    ),
    "a comment on the arrests of its day": (
        on(4, "Analysis: The arrest of eleven bank clerks in Basra shows how deep the fraud goes."),
        on(
            4,
            "Eleven Bank Clerks Arrested in Basra. The integrity commission detained eleven clerks"
            " of a state bank in Basra for forging loans.",
        ),
    ),
    "a comment names the parties of a quarrel": (
        on(4, "Analysis: Growing rivalry between the Peshmerga and the Iraqi army helps nobody."),
        on(
            4,
            "Peshmerga and Iraqi Army Quarrel Over Road. The Peshmerga and the Iraqi army blocked"
            " one road from both ends as their rivalry over Makhmur went on.",
        ),
    ),
    "a comment on the strikes of its day": (
        on(4, "Analysis: Turkish air raids on Sinjar go on and drive farmers out."),
        on(
            4,
            "Turkish Jets Bomb Sinjar Again. Turkish warplanes bombed three hills near Sinjar"
            " on Monday night, and farmers fled the raids.",
        ),
    ),
    "background here, main news there": (
        on(
            4,
            "Students March in Basra. Thousands marched against dirty water. The march followed the"
            " bombing of a clinic in Nasiriyah a day before.",
        ),
        on(
            4, "Nasiriyah Mourns. The city of Nasiriyah buried the dead of the bombing of a clinic."
        ),
    ),
    "the same plan reported twice in a week": (
        on(
            4,
            "Iraq wants to buy radar stations and anti-aircraft guns from South Korea, for fear of"
            " Israeli raids; American deliveries are late.",
        ),
        on(
            9,
            "Baghdad seeks radar stations from South Korea. For fear of Israeli raids Iraq hopes to"
            " buy radar stations and anti-aircraft guns, since American deliveries are late.",
        ),
    ),
    "a sum of money": (
        on(4, "The cabinet gave 450 million dinars for the orphans of Mosul."),
        on(6, "The gift of 450 million dinars to orphans in Mosul won praise from the churches."),
    ),
    "an evacuation told by two papers": (
        on(4, "The Netherlands told their diplomats to leave Erbil and closed the consulate."),
        on(
            5,
            "The Netherlands consulate in Erbil is closed and its diplomats have left, a note says.",
        ),
    ),
    "one says the day, the other the date": (
        on(4, "Rockets struck the Balad base on Monday, wounding two contractors."),
        on(5, "On 3 March rockets struck the Balad base and wounded two contractors."),
    ),
    "a claim after the attack": (
        on(4, "A drone hit the Harir base in the morning."),
        on(4, "The Islamic Resistance in Iraq claimed the drone attack on the Harir base."),
    ),
    "a speech reported twice": (
        on(4, "Muqtada al-Sadr called on the government to close the Bahraini embassy."),
        on(
            5,
            "Muqtada al-Sadr's call for closing the embassy of Bahrain met silence in parliament.",
        ),
    ),
    "a decision, once with its number": (
        on(
            4, "The court issued 27 warrants over the missing railway funds, against two ministers."
        ),
        on(
            4,
            "Warrants issued in railway scandal. The court issued 27 warrants after railway funds"
            " went missing.",
        ),
    ),
    "a retold event with its day": (
        on(5, "Rockets hit the Balad base on Monday, a spokesman said."),
        on(9, "The ambassador spoke of the rockets that hit the Balad base on 3 March."),
    ),
    "a border protest": (
        on(
            4,
            "Hundreds of protesters blocked the Trebil crossing and stopped oil trucks for Jordan.",
        ),
        on(5, "Oil trucks for Jordan are stuck since protesters blocked the Trebil crossing."),
    ),
    "a strike told by its victim and by its author": (
        on(4, "Israel said its jets killed a Hezbollah commander in a strike on a car near Tyre."),
        on(
            4,
            "A Hezbollah commander died when an Israeli drone hit his car near Tyre, the group said.",
        ),
    ),
    "an attack told in Arabic twice": (
        on(4, "سقطت ثلاثة صواريخ على قاعدة بلد في صلاح الدين مساء اليوم دون خسائر."),
        on(4, "أعلنت خلية الإعلام الأمني أن قاعدة بلد تعرضت لقصف بثلاثة صواريخ مساء اليوم."),
    ),
    "an arrest with another verb and the noun in front": (
        on(4, "Twelve smugglers were arrested at the Trebil crossing with forged passports."),
        on(
            5,
            "At the Trebil crossing the border guards detained twelve smugglers who held forged passports.",
        ),
    ),
    "a resignation": (
        on(4, "Electricity minister Ziyad Fadhil resigned after the blackout in Basra."),
        on(
            5,
            "The blackout in Basra cost the electricity minister, Ziyad Fadhil, his post: he resigned.",
        ),
    ),
    "an explosion with an unknown cause": (
        on(
            4,
            "An explosion shook an ammunition depot of the Popular Mobilization Forces south of Baghdad.",
        ),
        on(
            4,
            "Blast at a Popular Mobilization Forces ammunition depot south of Baghdad; the cause is unknown.",
        ),
    ),
    "a ruling of a court": (
        on(
            4,
            "The Federal Supreme Court ruled that the Kurdish salary law breaks the constitution.",
        ),
        on(
            5,
            "Erbil rejects the ruling of the Federal Supreme Court against the Kurdish salary law.",
        ),
    ),
    "a missile attack with the weapon named in one": (
        on(4, "Three Katyusha rockets landed near the Ain al-Asad base."),
        on(4, "Ain al-Asad base comes under rocket attack; three rockets, no losses."),
    ),
    "a long and a short report of one visit": (
        on(
            4,
            "French foreign minister Barrot landed in Erbil and met Masrour Barzani to speak about"
            " the Islamic State prisoners, the budget and the schools that France pays for.",
        ),
        on(
            4,
            "Barrot in Erbil: Masrour Barzani and the French minister discussed Islamic State prisoners.",
        ),
    ),
}
DIFFERENT = {
    "strikes that may come on two states": (
        on(
            24,
            "Israel has told the United States that it may strike armed factions in Iraq within days, two American officials said on Wednesday.",
        ),
        on(
            24,
            "Israel has told the United States that it may strike sites in Iran within days, two American officials said on Wednesday.",
        ),
    ),
    "the same words of a base that is not on the list": (
        on(4, "Drones struck the Harir base on Tuesday, two officials said."),
        on(4, "Drones struck the Halabja base on Tuesday, two officials said."),
    ),
    "two attacks on one base, four days apart": (
        on(4, "Two drones attacked the Ain al-Asad base in Anbar and were shot down."),
        on(8, "Two drones attacked the Ain al-Asad base in Anbar; both were shot down."),
    ),
    "two attacks on one base, each with its day": (
        on(4, "On Monday two drones attacked the Harir base in Erbil."),
        on(5, "On Tuesday two drones attacked the Harir base in Erbil."),
    ),
    "the same communiqué for another day": (
        on(
            4,
            "The Islamic Resistance in Iraq said that its fighters struck the Ain al-Asad base with"
            " a volley of rockets on Monday, in support of Gaza, and hit their targets directly.",
        ),
        on(
            6,
            "The Islamic Resistance in Iraq said that its fighters struck the Ain al-Asad base with"
            " a volley of rockets on Thursday, in support of Gaza, and hit their targets directly.",
        ),
    ),
    "two bases on one day": (
        on(4, "Drones attacked the Harir base at dawn on Tuesday."),
        on(4, "Drones attacked the Balad base at dawn on Tuesday."),
    ),
    "two captures with other numbers": (
        on(4, "The army captured six Islamic State fighters in Kirkuk."),
        on(5, "The army captured two Islamic State fighters in Kirkuk."),
    ),
    "one captured, many captured": (
        on(4, "Police seized a wanted member of the Islamic State in Kirkuk."),
        on(5, "Police seized eight members of the Islamic State in Kirkuk."),
    ),
    "a tally and a single capture": (
        on(4, "Since January the counter-terrorism service captured 130 Islamic State members."),
        on(4, "The counter-terrorism service captured three Islamic State members in Mosul."),
    ),
    "captures in two provinces": (
        on(4, "Soldiers arrested Islamic State suspects in Anbar."),
        on(4, "Soldiers arrested Islamic State suspects in Mosul."),
    ),
    "two rounds of air strikes": (
        on(4, "Turkish warplanes bombed PKK caves in Qandil, the ministry in Ankara said."),
        on(12, "Turkish warplanes bombed PKK caves in Qandil, the ministry in Ankara said."),
    ),
    "the same act by two groups": (
        on(4, "Kataib Hezbollah fired rockets at Haifa."),
        on(4, "The Nujaba movement fired rockets at Haifa."),
    ),
    "threats by two speakers": (
        on(4, "Hadi al-Amiri warned that American troops would be attacked if they stay."),
        on(4, "Akram al-Kaabi warned that American troops would be attacked if they stay."),
    ),
    "threats by two groups on neighbouring days": (
        on(4, "The Badr Organization threatened American interests over the war in Gaza."),
        on(5, "Kataib Hezbollah threatened American interests over the war in Gaza."),
    ),
    "a threat and the attack": (
        on(4, "Kataib Hezbollah threatened to strike the Harir base."),
        on(5, "Kataib Hezbollah struck the Harir base."),
    ),
    "two statements of one man on two days": (
        on(4, "Muqtada al-Sadr warned against settling refugees in Anbar."),
        on(5, "Muqtada al-Sadr called on his followers to march to the Jordanian border for Gaza."),
    ),
    "two statements of one man on one day": (
        on(4, "Al-Sudani called on Europe to pay for the drainage of the marshes."),
        on(4, "Al-Sudani called on the tribes of Basra to give up their guns."),
    ),
    "two trips of one man": (
        on(4, "Al-Sudani visited Amman and met King Abdullah."),
        on(6, "Al-Sudani visited Cairo and met President Sisi."),
    ),
    "two visitors at one host": (
        on(4, "Al-Sudani received the French ambassador in Baghdad to discuss security."),
        on(4, "Al-Sudani received the Saudi envoy in Baghdad to discuss pilgrims."),
    ),
    "visits of two delegations about one treaty": (
        on(
            4,
            "Qasim al-Araji went to Tehran with seven officers to discuss the border treaty.",
        ),
        on(
            5,
            "An Iranian delegation visited Sulaymaniyah to discuss the border treaty with Baghdad.",
        ),
    ),
    "other victims of the same weapon": (
        on(4, "A roadside bomb killed two farmers near Kirkuk."),
        on(4, "A roadside bomb killed four policemen near Mosul."),
    ),
    "two bombs in one city on two days": (
        on(4, "A car bomb killed three people in Kirkuk on Monday."),
        on(6, "A car bomb killed seven people in Kirkuk on Wednesday."),
    ),
    "an anniversary": (
        on(
            4,
            "Five years ago rockets killed two soldiers at the Taji base, and their families came"
            " to remember them.",
        ),
        on(4, "Rockets killed two soldiers at the Taji base on Tuesday."),
    ),
    "an old event retold beside a new one": (
        on(4, "A drone hit the Harir base on 12 January, the report recalls."),
        on(4, "A drone hit the Harir base on Tuesday."),
    ),
    "standing background of two reports": (
        on(
            4,
            "Army Holds Drill. Soldiers trained in Mosul. Islamic State cells still hide in caves and"
            " marshes of the disputed areas, where patrols are rare.",
        ),
        on(
            5,
            "Farm Burnt. Flames ate a field near Daquq. Islamic State cells still hide in caves and"
            " marshes of the disputed areas, where patrols are rare.",
        ),
    ),
    "two drug hauls": (
        on(4, "Border police seized 40 kg of captagon in Anbar."),
        on(5, "Border police seized 15 kg of captagon in Anbar."),
    ),
    "a crisis and an operation against it": (
        on(4, "The drug crisis in Basra grows, doctors say, and clinics are full."),
        on(
            6,
            "The interior ministry launched an operation against drug gangs and arrested 300 people.",
        ),
    ),
    "an export halt and the money lost": (
        on(
            4,
            "Iraq will resume oil exports through the Turkish port of Ceyhan after a ruling in Paris.",
        ),
        on(
            5,
            "The stop of oil exports through Turkey has cost Iraq nine billion dollars, firms say.",
        ),
    ),
    "air defence for two countries": (
        on(
            4,
            "Iraq seeks air defence systems from Russia to protect its airspace from Israeli raids.",
        ),
        on(6, "Washington will send air defence systems to Israel for its raids on Gaza."),
    ),
    "Israeli strikes on Gaza as everybody's background": (
        on(4, "Protesters in Basra burnt flags over Israeli attacks on Gaza."),
        on(4, "A cleric in Najaf asked for prayers because of Israeli attacks on Gaza."),
    ),
    "two embassies leave": (
        on(4, "Germany told the staff of its embassy in Baghdad to leave."),
        on(4, "Spain told the staff of its embassy in Beirut to leave."),
    ),
    "two undated visits": (
        (None, "On Wednesday al-Sudani visited Oman to ask for mediation with Washington."),
        (None, "On Monday al-Sudani visited Tehran to carry a message from Washington."),
    ),
    "two undated warnings to one alliance": (
        (None, "Al-Sudani warned the leaders of the Coordination Framework of a war with Israel."),
        (
            None,
            "Al-Sudani told the leaders of the Coordination Framework about new American sanctions.",
        ),
    ),
    "a list of groups in two reports": (
        on(4, "Sanctions were put on Kataib Hezbollah, Nujaba and the Badr Organization."),
        on(4, "Parades were held by Kataib Hezbollah, Nujaba and the Badr Organization."),
    ),
    "a base attacked, and its guards changed": (
        on(4, "Rockets struck the Balad base at night."),
        on(4, "Contractors at the Balad base went home after their shift."),
    ),
    "two arrests in one city on one day without numbers": (
        on(4, "Police in Basra arrested a judge over bribes."),
        on(4, "Police in Basra arrested smugglers with a boat full of diesel."),
    ),
    "two clashes of one army": (
        on(4, "The Iraqi army clashed with the Peshmerga near Makhmur."),
        on(4, "The Iraqi army clashed with Islamic State gunmen near Hawija."),
    ),
    "two calls of one body": (
        on(4, "The Coordination Framework called for early elections."),
        on(5, "The Coordination Framework called for the release of frozen funds."),
    ),
    "two meetings of one man on one day": (
        on(4, "Ali Khamenei received the Iraqi prime minister al-Sudani in Tehran."),
        on(4, "Ali Khamenei received the Hamas leader Khalil al-Hayya in Tehran."),
    ),
    "a strike and the funeral for another one": (
        on(4, "An Israeli strike killed four people in Nabatieh on Tuesday."),
        on(6, "Thousands in Tyre buried two men whom an Israeli strike killed on Wednesday."),
    ),
    "a claim of one attack, a denial of another": (
        on(4, "The Houthis said they attacked an American ship in the Red Sea with missiles."),
        on(
            6,
            "The Houthis said they attacked a British ship in the Gulf of Aden with a drone boat.",
        ),
    ),
    "two oil fields": (
        on(4, "A drone hit the Khor Mor gas field and stopped production."),
        on(4, "A drone hit the Sarsang oil field and stopped production."),
    ),
    "the same oil field a week later": (
        on(4, "A drone hit the Khor Mor gas field and stopped production."),
        on(10, "A drone hit the Khor Mor gas field and stopped production."),
    ),
    "two pledges of two governments": (
        on(4, "Germany pledged 30 million euros for the rebuilding of Mosul."),
        on(4, "Japan pledged 12 million dollars for the rebuilding of Mosul."),
    ),
    "two exports figures": (
        on(4, "Iraq exported 98 million barrels of oil in January, the ministry said."),
        on(5, "Iraq exported 91 million barrels of oil in February, the ministry said."),
    ),
    "a statement about an attack and the attack of another day": (
        on(
            9,
            "The Pentagon said that the militias attacked its bases in Syria eleven times this month.",
        ),
        on(4, "Rockets hit the Conoco field in Syria, where American soldiers are based."),
    ),
    "two protests about one cause": (
        on(4, "Hundreds protested in Nasiriyah over power cuts."),
        on(4, "Hundreds protested in Basra over power cuts and burnt tyres."),
    ),
    "two rockets on Israel by one group": (
        on(4, "The Islamic Resistance in Iraq said it fired a drone at Haifa."),
        on(4, "The Islamic Resistance in Iraq said it fired a drone at Eilat."),
    ),
    "two attacks in one province": (
        on(4, "A bomb hit a coalition supply convoy near Nasiriyah in the morning."),
        on(5, "A bomb hit a pilgrims' bus near Nasiriyah in the evening."),
    ),
    "a plan and another plan of one ministry": (
        on(4, "The oil ministry plans a refinery in Faw with Chinese money."),
        on(5, "The oil ministry plans a pipeline to Aqaba with Chinese money."),
    ),
}
