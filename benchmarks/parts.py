"""The parts that generated names are made of.

Written for the benchmark from general knowledge of Arabic, Persian, Kurdish and English names:
given names, family names, and words of groups and places. Real people and groups are not meant.
"""

from typing import Final


def _words(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text.split()))


GIVEN: Final = _words(
    """Hassan Hussein Ahmad Mahmoud Khalid Karim Rahim Salim Jamal Jamil Kamal Faisal Fahd Majid
    Nasir Rashid Saleh Qasim Mustafa Murtada Mahdi Hadi Haidar Yusuf Ibrahim Ismail Dawud Yaqub
    Ayub Idris Harun Yunus Zakaria Yahya Luqman Imran Sulaiman Bilal Hamza Talib Jaafar Zayd
    Ubayda Usama Usman Umar Talha Zubair Anas Saad Sufyan Muawiya Walid Ziyad Tariq Uqba Qutaiba
    Shakir Sabir Thabit Bashir Munir Samir Amir Nadir Zafir Fadil Adil Kadhim Nadhim Hashim Asim
    Muhsin Mundhir Muthanna Marwan Adnan Qahtan Shaban Ramadan Rajab Safar Luay Uday Qusay Ghazi
    Ghalib Ghassan Ghiyath Fawzi Fikri Lutfi Subhi Sabri Shukri Hilmi Ramzi Wafiq Tawfiq Rafiq
    Shafiq Atif Latif Sharif Hanif Khalaf Khudair Dhiya Baha Alaa Safaa Wisam Husam Bassam Issam
    Hisham Nizar Ammar Abbud Hammad Jasim Barzan Sabawi Watban Farhan Sarhan Salman Uthal Lahib
    Behrouz Behzad Bijan Dariush Esfandiar Farhad Farrokh Feridun Golshan Hormoz Houshang Iraj
    Jahangir Jamshid Javad Kamran Keyvan Khosrow Kiarash Kourosh Manouchehr Mehrdad Nader
    Navid Omid Parviz Peyman Ramin Rostam Sasan Shahram Shapour Siamak Siavash Sohrab Touraj
    Azad Aras Awat Baran Botan Chiya Dilshad Diyar Goran Hawar Hemin Hiwa Jalal Kawa Nechir Peshraw
    Rebwar Rojhat Sarkawt Shwan Sherko Sirwan Soran Zagros Zirak Zinar Rizgar Rawand Karwan Karzan"""
)
"""First names; the first of a person's name."""

FAMILY: Final = _words(
    """Jabouri Dulaimi Shammari Tamimi Obeidi Zubaidi Janabi Khafaji Rubaie Tikriti Basri Najafi
    Karbalai Hilli Mosuli Kufi Samarrai Rawi Hadithi Fallahi Anbari Baghdadi Dayni Khalidi Azzawi
    Bayati Hamdani Hashimi Husseini Jaafari Kadhimi Khazraji Lami Maliki Musawi Nuaimi Qaisi Qaragholi
    Rikabi Saadoun Shabibi Shahristani Shaibani Talabi Ugaili Utbi Wardi Yasiri Zaidi Ziyadi
    Halabi Homsi Hamawi Dimashqi Shami Trabulsi Saidawi Baalbaki Nabulsi Ghazzawi Khalili Maqdisi
    Tabari Sanani Hadrami Taizzi Adani Ibbi Dhamari Maribi Shabwani Yafii Awlaqi Qahtani Ghamdi
    Harbi Utaibi Mutairi Anazi Dosari Shahrani Zahrani Qarni Bishi Asiri Najrani Makki Madani
    Masri Sayidi Iskandarani Fayoumi Asyuti Gharbawi Sharqawi Minyawi Tantawi Dumyati Siwi Nubi
    Barqawi Tarhuni Misrati Zintani Fezzani Ghadamsi Warfalli Maghribi Fasi Susi Rifi Tanji Wahrani
    Qasimi Nahyani Ajmani Kaabani Mazrui Kindi Farsi Balushi Lawati Hinai Siyabi Rawahi Busaidi
    Tehrani Isfahani Shirazi Mashhadi Tabrizi Qazvini Kermani Yazdi Hamadani Kashani Rashti Gilani
    Mazandarani Gorgani Semnani Damghani Bushehri Ahvazi Dezfuli Lorestani Zanjani Ardabili Urmavi
    Khorasani Sabzevari Neyshabouri Birjandi Zabuli Larijanian Golpayegan Naeini Ardakani Meybodi
    Barwari Zebari Surchi Harki Bradosti Mizuri Doski Sindi Guli Jaff Hamawand Shwani Zangana
    Daudi Kakai Shabaki Sinjari Dohuki Akreyi Koyi Hawrami Mukri Ardalan Baban Mangur Shikaki Rozhbayani
    Kubaisi Mashhadani Karkhi Rusafi Azami Ghurairi Zawbai Falahi Juburan Albuali Bunimri Issawi
    Hamdan Shahwan Farraj Sabbagh Najjar Haddad Khayyat Attar Bazzaz Jazzar Qassab Hallaq Bannai
    Khabbaz Tahhan Saffar Naqqash Warraq Sarraf Dallal Simsar Baqqal Fawwal Mallah Sayyad Ghannam
    Fakhouri Zaytouni Tamari Rummani Laymuni Bustani Karmi Wardani Yasmini Rihani Zahrawi Sumaqi"""
)
"""Family names, of which many bear the article."""

_PERSIAN_STEMS: Final = _words(
    """Rahim Karim Hashem Ebrahim Mousa Jalal Kazem Taghi Naghi Sadegh Bagher Reza Vali Gholam
    Mirza Nour Aziz Sattar Jabbar Ghaffar Safar Ramez Shokr Zaman Farah Golab Bahram Teymour
    Afshar Rostam Sohrab Jamshid Bahman Kianoush Mehr Azar Khorram Shad Pahlavan Arab Turkam Kord"""
)
PERSIAN_FAMILY: Final = tuple(
    stem + ending
    for stem in _PERSIAN_STEMS
    for ending in ("zadeh", "pour", "nejad", "ian", "vand", "khani")
)
"""Persian family names of a stem and an ending."""

GROUP: Final = _words(
    """Fajr Zilzal Raad Barq Asifa Burkan Sayf Dirac Sarim Ghadab Wafa Sabirin Tahrir Istiqlal Karama
    Shuhub Nidal Kifah Thawra Inqilab Wihda Ittihad Amana Hidaya Rahma Sumud Tahaddi Iqtidar Isnad
    Rasikhun Muwahhidin Murabitin Sabiqun Ghurab Nusur Uqban Fuhud Dhiab Usud Layth Hizabr Numur
    Sahara Badiya Rafidain Furat Dijla Khabur Zab Bekaa Qalamoun Zagrosi Halabja Sheybani Merivan
    Tondar Azarakhsh Toofan Sepehr Fateh Saeqeh Zolfiqar Heydariyoun Shahab Kamin Tirbad Paykan
    Berxwedan Serhildan Rojava Peshmarg Jiyan Xebat Agiri Zilan Tekoshan Hevgirtin Viyan Canda"""
)
"""Distinctive words of groups: lightning, earthquake, dawn, the predators, rivers."""

PLACE: Final = _words(
    """Habbari Qayyari Rutbah Waleedi Akashat Tinfa Saqra Kubaysa Baghdadiya Tharthar Hatrani Sharqat
    Baiji Hawija Daquq Tuz Amerli Jalawla Qaratapa Mandali Badrani Kutani Numaniya Suwaira Aziziya
    Mahmudiya Latifiya Yusufiya Iskandariya Musayyib Hindiya Shamiya Diwaniya Samawa Nasiriyah Shatra
    Rifai Qalat Majar Amarah Qurna Zubayr Safwan Umqasra Faw Tanuma Shalamcheh Khosravi Qasr Mehran
    Dehloran Ilam Javanrud Paveh Marivan Baneh Sardasht Piranshahr Oshnavieh Haftgel Omidiyeh Behbahan
    Konarak Jask Chabahar Bampur Khash Zahak Tabas Semirom Abadeh Natanza Fordan Parchinak Khojirak
    Shaddad Tabqa Mayadin Bukamal Sukhna Qaryatayn Dumayr Nasiriya Shayrat Tiyas Kuweires Hamima Marj
    Khalkhala Thaala Izra Sanamayn Qunaitra Harasta Jarmana Mezzeh Aqraba Zabadani Rayak Qlayaa
    Taji Balda Speicharin Rashida Habbaniya Qadissiya Sahlani Bakrajo Harirah Zakho Amedi Shaqlawa Rawanduz
    Chamchamal Kalar Darbandi Penjwen Ranya Qaladze Soranak Choman Haji-Omran Makhmour Dibaga Bartella"""
)
"""Distinctive words of places."""

ENGLISH_PLACE: Final = _words(
    """Harlow Kingsford Ashby Redmond Colville Thornton Granger Whitlock Mercer Dalton Fairbanks
    Langley Stanton Barlow Hawkins Prescott Rowan Sheffield Tilden Underhill Vickers Winslow Yardley"""
)
"""English words of camps and posts."""

PLACE_BEFORE: Final = ("Tal", "Ain", "Umm", "Wadi", "Bir", "Khan", "Deir", "Qasr", "Kafr", "Ras")
"""Stand before a place: hill, spring, valley, well."""
GROUP_NOUNS_BEFORE: Final = ("Harakat", "Kataib", "Liwa", "Saraya")
GROUP_NOUNS_AFTER: Final = ("Brigades", "Movement", "Battalion", "Organization", "Regiment")
BASE_NOUNS_AFTER: Final = ("Air Base", "Base", "Airport", "Camp", "Airfield", "Barracks")

WESTERN_GIVEN: Final = _words(
    """John Mary Peter Susan Paul Helen Mark Laura George Anna Henry Julia Frank Karen Martin Diane
    Stephen Claire Robert Alice Philip Ruth Simon Emma Oliver Grace Thomas Judith Edward Sarah"""
)
_ONSETS: Final = _words("B Br C Cl D F G Gr H J K L M N P R S St T Tr V W Wh Y Sh Bl Dr Fl Pr")
_MIDDLES: Final = _words("al an ar as el en er il in ir ol on or ow um un ur ay ee oo ea ai")
_BREAKS: Final = _words("b d f g l m n p r s t v st nd rt ld ck mb ng sk")
_ENDS: Final = _words("ford ton ley worth man son well wick by field more dale shaw stead ham ner")
SYLLABLES: Final = (_ONSETS, _MIDDLES, _BREAKS, _MIDDLES, _ENDS)
"""Of which invented surnames and towns are made: about half a million."""
