"""Words of one meaning, as reporters choose among them: the second outlet writes another. Pure.

A closed thesaurus of the trade. The first word of a row stands for all of them. What is done,
where and with what is told apart in `wording`; here are the other words.
"""

from typing import Final

CONCEPTS: Final = """
revenge avenge retaliate retaliation retaliatory reprisal retribution vengeance انتقام ثأر
promise swear swore تعهد وعد
pill tablet capsule حبة حبوب
captagon kabtagon كبتاغون الكبتاغون
drug narcotic مخدرات المخدرات
meth methamphetamine
smuggler trafficker dealer peddler مهرب مهربين تاجر تجار
smuggling smuggle trafficking تهريب
kilogram kilo kilogramme kg كيلوغرام كغم كيلو
export flow pump pumping shipment تصدير صادرات ضخ
resume resumption restart reopen استئناف
halt suspend suspension pause cease توقف ايقاف تعليق
production output produce انتاج
oil crude petroleum نفط النفط
staff employee personnel diplomat موظف موظفين دبلوماسي دبلوماسيين
risk danger خطر مخاطر
message letter رسالة رسائل
relay convey transmit
offer ready readiness willing prepared استعداد
mediate mediation mediator intermediary broker وساطة وسيط
deal agree agreed agreement pact اتفاق اتفاقية
end finish conclude complete completion انهاء انتهاء
militia faction فصيل فصائل مليشيا ميليشيا
crash fall fell land landed سقط سقوط سقطت
border frontier حدود الحدود
crossing معبر منفذ
truck lorry شاحنة شاحنات
vehicle سيارة مركبة
house home residence منزل
kill dead die died dies death martyr قتل قتيل قتلى مقتل شهيد شهداء
wound injure hurt جرح جريح جرحى اصابة اصيب
close shut closure اغلاق اغلق
electricity power كهرباء الكهرباء
outage blackout
salary wage رواتب راتب
election vote poll ballot انتخابات الانتخابات
protest demonstration demonstrator protester rally تظاهرة احتجاج احتجاجات
resign resignation quit استقالة
dismiss sack dismissal اقالة
condemn denounce deplore condemnation ادان ادانة استنكر
blame accuse accusation اتهم
displaced flee fled نزوح
sanction blacklist عقوبات
ban prohibit prohibition حظر
ceasefire truce armistice هدنة
hostage captive رهينة رهائن
kidnap abduct abduction خطف اختطاف
reinforce reinforcement deploy deployment انتشار تعزيزات
weapon arms munition سلاح اسلحة
airspace skies اجواء
interest asset مصالح
commander قيادي قائد
guard bodyguard escort مرافق مرافقين حارس حراس
terrorism terrorist ارهاب ارهابي
citizen national رعايا مواطن مواطنين
valley وادي
barrel برميل
execution execute hang اعدام
facility site installation منشأة منشآت
severe harsh strong tough
invade invasion incursion اجتياح
financier funder
"""
GOVERNMENTS: Final = """
washington us واشنطن
pentagon us البنتاغون
tehran iran طهران
baghdad iraq بغداد
ankara turkey أنقرة
damascus syria دمشق
beirut lebanon بيروت
riyadh saudi الرياض
doha qatar الدوحة
cairo egypt القاهرة
amman jordan
moscow russia موسكو
kremlin russia الكرملين
beijing china بكين
london uk لندن
paris france باريس
"""
"""A capital, the country whose government it stands for, and the capital in Arabic."""
