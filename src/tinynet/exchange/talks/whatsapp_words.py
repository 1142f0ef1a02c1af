"""What WhatsApp itself writes into a chat, in the languages it speaks: calls, groups, notices.

WhatsApp marks its own words with an invisible mark of direction on iPhones, and writes them without
a sender on Android; there any of these words tells. Elsewhere a message is a call only where it is
word for word what WhatsApp writes, since people write about calls, too.
"""

# ruff: noqa: RUF001, RUF003, ISC004  letters of every script, in lists of strings
from __future__ import annotations

import re

from tinynet.exchange.talks.talk import CALL, VIDEO

Call = tuple[str, int | None, bool]  # the kind, seconds or None, and whether nobody answered

CALL_MAX = 80  # characters of what WhatsApp writes about a call
# Language: voice calls, video calls, missed voice calls, missed video calls. Several ways to say
# one, of older and newer versions, have a bar between them.
_CALLS = {
    "af": ("stemoproep", "video-oproep", "gemiste stemoproep|gemiste oproep",
           "gemiste video-oproep"),
    "ar": ("مكالمة صوتية", "مكالمة فيديو|مكالمة مرئية",
           "مكالمة صوتية فائتة|مكالمة صوتية لم يرد عليها|مكالمة فائتة|مكالمة لم يرد عليها",
           "مكالمة فيديو فائتة|مكالمة فيديو لم يرد عليها|مكالمة مرئية فائتة"),
    "az": ("səsli zəng", "video zəng", "cavabsız səsli zəng|buraxılmış səsli zəng|buraxılmış zəng",
           "cavabsız video zəng|buraxılmış video zəng"),
    "bg": ("гласово обаждане", "видео обаждане|видеообаждане",
           "пропуснато гласово обаждане|пропуснато обаждане",
           "пропуснато видео обаждане|пропуснато видеообаждане"),
    "bn": ("ভয়েস কল", "ভিডিও কল", "মিসড ভয়েস কল|মিস করা ভয়েস কল|মিসড কল",
           "মিসড ভিডিও কল|মিস করা ভিডিও কল"),
    "ca": ("trucada de veu", "videotrucada", "trucada de veu perduda|trucada perduda",
           "videotrucada perduda"),
    "cs": ("hlasový hovor", "videohovor", "zmeškaný hlasový hovor|zmeškaný hovor",
           "zmeškaný videohovor"),
    "da": ("taleopkald|stemmeopkald", "videoopkald",
           "ubesvaret taleopkald|mistet taleopkald|ubesvaret stemmeopkald|ubesvaret opkald|"
           "mistet stemmeopkald|mistet opkald", "ubesvaret videoopkald|mistet videoopkald"),
    "de": ("sprachanruf", "videoanruf",
           "verpasster sprachanruf|sprachanruf verpasst|verpasster anruf|verpasste sprachanrufe",
           "verpasster videoanruf|videoanruf verpasst"),
    "el": ("φωνητική κλήση", "βιντεοκλήση", "αναπάντητη φωνητική κλήση|αναπάντητη κλήση",
           "αναπάντητη βιντεοκλήση|αναπάντητη κλήση βίντεο"),
    "en": ("voice call|audio call", "video call",
           "missed voice call|missed audio call|missed call|unanswered voice call|"
           "silenced voice call|cancelled voice call|canceled voice call|declined voice call",
           "missed video call|unanswered video call|silenced video call|cancelled video call|"
           "canceled video call|declined video call"),
    "es": ("llamada de voz|llamada", "videollamada|llamada de vídeo|llamada de video",
           "llamada perdida|llamada de voz perdida|llamada perdida de voz|"
           "llamada de voz no contestada",
           "videollamada perdida|llamada de vídeo perdida|llamada de video perdida|"
           "llamada perdida de vídeo|videollamada no contestada"),
    "et": ("häälkõne", "videokõne", "vastamata häälkõne|vastamata kõne", "vastamata videokõne"),
    "fa": ("تماس صوتی", "تماس تصویری",
           "تماس صوتی از دست رفته|تماس صوتی بی‌پاسخ|تماس بی‌پاسخ|تماس از دست رفته",
           "تماس تصویری از دست رفته|تماس تصویری بی‌پاسخ"),
    "fi": ("äänipuhelu", "videopuhelu", "vastaamaton äänipuhelu|vastaamaton puhelu",
           "vastaamaton videopuhelu"),
    "fil": ("voice call", "video call",
            "hindi nasagot na voice call|di nasagot na voice call|hindi nasagot na tawag",
            "hindi nasagot na video call|di nasagot na video call"),
    "fr": ("appel vocal|appel audio", "appel vidéo",
           "appel vocal manqué|appel manqué|appel audio manqué",
           "appel vidéo manqué|appel en vidéo manqué"),
    "gu": ("વૉઇસ કૉલ", "વીડિયો કૉલ|વિડિઓ કૉલ", "મિસ્ડ વૉઇસ કૉલ|ચૂકી ગયેલ વૉઇસ કૉલ|મિસ્ડ કૉલ",
           "મિસ્ડ વીડિયો કૉલ|મિસ્ડ વિડિઓ કૉલ|ચૂકી ગયેલ વિડિઓ કૉલ"),
    "he": ("שיחה קולית|שיחת קול", "שיחת וידאו|שיחת וידיאו",
           "שיחה קולית שלא נענתה|שיחת קול שלא נענתה|שיחה שלא נענתה",
           "שיחת וידאו שלא נענתה|שיחת וידיאו שלא נענתה"),
    "hi": ("वॉइस कॉल|वॉयस कॉल", "वीडियो कॉल",
           "मिस्ड वॉइस कॉल|मिस्ड वॉयस कॉल|छूटी हुई वॉइस कॉल|छूटी वॉइस कॉल|मिस्ड कॉल",
           "मिस्ड वीडियो कॉल|छूटी हुई वीडियो कॉल|छूटी वीडियो कॉल"),
    "hr": ("glasovni poziv", "videopoziv|video poziv", "propušteni glasovni poziv|propušteni poziv",
           "propušteni videopoziv|propušteni video poziv"),
    "hu": ("hanghívás", "videóhívás|videohívás", "nem fogadott hanghívás|nem fogadott hívás",
           "nem fogadott videóhívás|nem fogadott videohívás"),
    "hy": ("ձայնային զանգ", "տեսազանգ", "բաց թողնված ձայնային զանգ|բաց թողնված զանգ",
           "բաց թողնված տեսազանգ"),
    "id": ("panggilan suara", "panggilan video",
           "panggilan suara tak terjawab|panggilan suara tidak terjawab|panggilan tak terjawab",
           "panggilan video tak terjawab|panggilan video tidak terjawab"),
    "it": ("chiamata vocale|chiamata", "videochiamata",
           "chiamata vocale persa|chiamata persa|chiamata senza risposta",
           "videochiamata persa|videochiamata senza risposta"),
    "ja": ("音声通話", "ビデオ通話", "音声通話の不在着信|不在着信|音声着信に応答なし",
           "ビデオ通話の不在着信|ビデオ通話不在着信|ビデオ着信に応答なし"),
    "ka": ("ხმოვანი ზარი", "ვიდეოზარი", "გამოტოვებული ხმოვანი ზარი|გამოტოვებული ზარი",
           "გამოტოვებული ვიდეოზარი"),
    "kk": ("дауыстық қоңырау", "бейне қоңырау", "қабылданбаған дауыстық қоңырау|"
           "қабылданбаған қоңырау", "қабылданбаған бейне қоңырау"),
    "kn": ("ಧ್ವನಿ ಕರೆ|ವಾಯ್ಸ್ ಕಾಲ್", "ವೀಡಿಯೊ ಕರೆ|ವೀಡಿಯೋ ಕರೆ", "ತಪ್ಪಿದ ಧ್ವನಿ ಕರೆ|ಮಿಸ್ಡ್ ವಾಯ್ಸ್ ಕಾಲ್",
           "ತಪ್ಪಿದ ವೀಡಿಯೊ ಕರೆ|ತಪ್ಪಿದ ವೀಡಿಯೋ ಕರೆ"),
    "ko": ("음성 통화|음성통화", "영상 통화|영상통화",
           "부재중 음성 통화|부재중 음성통화|부재중 음성 전화|부재중 음성전화|부재중 전화",
           "부재중 영상 통화|부재중 영상통화|부재중 영상 전화|부재중 영상전화"),
    "lt": ("balso skambutis", "vaizdo skambutis", "praleistas balso skambutis|praleistas skambutis",
           "praleistas vaizdo skambutis"),
    "lv": ("balss zvans", "videozvans", "neatbildēts balss zvans|neatbildēts zvans",
           "neatbildēts videozvans"),
    "mk": ("гласовен повик", "видеоповик|видео повик",
           "пропуштен гласовен повик|пропуштен повик",
           "пропуштен видеоповик|пропуштен видео повик"),
    "ml": ("വോയ്സ് കോൾ|വോയ്‌സ് കോൾ", "വീഡിയോ കോൾ",
           "മിസ്ഡ് വോയ്സ് കോൾ|മിസ്‌ഡ് വോയ്‌സ് കോൾ", "മിസ്ഡ് വീഡിയോ കോൾ|മിസ്‌ഡ് വീഡിയോ കോൾ"),
    "mr": ("व्हॉइस कॉल", "व्हिडिओ कॉल", "मिस्ड व्हॉइस कॉल|चुकलेला व्हॉइस कॉल",
           "मिस्ड व्हिडिओ कॉल|चुकलेला व्हिडिओ कॉल"),
    "ms": ("panggilan suara", "panggilan video", "panggilan suara terlepas|panggilan terlepas|"
           "terlepas panggilan suara", "panggilan video terlepas|terlepas panggilan video"),
    "nb": ("taleanrop", "videoanrop", "tapt taleanrop|ubesvart taleanrop|tapt anrop|ubesvart anrop",
           "tapt videoanrop|ubesvart videoanrop"),
    "nl": ("spraakoproep", "video-oproep|videogesprek",
           "gemiste spraakoproep|gemiste oproep|gemist spraakgesprek",
           "gemiste video-oproep|gemiste videooproep|gemist videogesprek"),
    "pa": ("ਵੌਇਸ ਕਾਲ", "ਵੀਡੀਓ ਕਾਲ", "ਮਿਸਡ ਵੌਇਸ ਕਾਲ|ਖੁੰਝੀ ਵੌਇਸ ਕਾਲ", "ਮਿਸਡ ਵੀਡੀਓ ਕਾਲ|ਖੁੰਝੀ ਵੀਡੀਓ ਕਾਲ"),
    "pl": ("połączenie głosowe|rozmowa głosowa", "połączenie wideo|rozmowa wideo|wideorozmowa",
           "nieodebrane połączenie głosowe|nieodebrana rozmowa głosowa|nieodebrane połączenie",
           "nieodebrane połączenie wideo|nieodebrana rozmowa wideo|nieodebrana wideorozmowa"),
    "pt": ("chamada de voz|ligação de voz|ligação",
           "chamada de vídeo|ligação de vídeo|videochamada",
           "chamada de voz perdida|ligação de voz perdida|chamada perdida|ligação perdida|"
           "chamada de voz não atendida|ligação de voz não atendida",
           "chamada de vídeo perdida|ligação de vídeo perdida|videochamada perdida|"
           "chamada de vídeo não atendida"),
    "ro": ("apel vocal", "apel video",
           "apel vocal pierdut|apel vocal nepreluat|apel vocal ratat|apel pierdut|apel nepreluat",
           "apel video pierdut|apel video nepreluat|apel video ratat"),
    "ru": ("аудиозвонок|голосовой звонок", "видеозвонок",
           "пропущенный аудиозвонок|пропущенный голосовой звонок|пропущенный звонок",
           "пропущенный видеозвонок"),
    "sk": ("hlasový hovor", "videohovor", "zmeškaný hlasový hovor|zmeškaný hovor",
           "zmeškaný videohovor"),
    "sl": ("glasovni klic", "videoklic|video klic",
           "zgrešen glasovni klic|neodgovorjen glasovni klic|zgrešeni glasovni klic|zgrešen klic",
           "zgrešen videoklic|neodgovorjen videoklic|zgrešeni videoklic|zgrešen video klic"),
    "sq": ("telefonatë zanore|thirrje zanore", "telefonatë me video|thirrje me video",
           "telefonatë zanore e humbur|thirrje zanore e humbur|thirrje e humbur",
           "telefonatë me video e humbur|thirrje me video e humbur"),
    "sr": ("гласовни позив|аудио позив|glasovni poziv", "видео позив|видео-позив|video poziv",
           "пропуштен гласовни позив|пропуштен аудио позив|propušten glasovni poziv",
           "пропуштен видео позив|пропуштен видео-позив|propušten video poziv"),
    "sv": ("röstsamtal", "videosamtal",
           "missat röstsamtal|missat samtal|obesvarat röstsamtal", "missat videosamtal|"
           "obesvarat videosamtal"),
    "sw": ("simu ya sauti", "simu ya video", "simu ya sauti ambayo haikujibiwa|"
           "simu ya sauti uliyokosa|simu ambayo haikujibiwa",
           "simu ya video ambayo haikujibiwa|simu ya video uliyokosa"),
    "ta": ("குரல் அழைப்பு", "காணொளி அழைப்பு|வீடியோ அழைப்பு",
           "தவறிய குரல் அழைப்பு|தவறவிட்ட குரல் அழைப்பு",
           "தவறிய காணொளி அழைப்பு|தவறவிட்ட காணொளி அழைப்பு|தவறிய வீடியோ அழைப்பு|"
           "தவறவிட்ட வீடியோ அழைப்பு"),
    "te": ("వాయిస్ కాల్", "వీడియో కాల్", "మిస్డ్ వాయిస్ కాల్|మిస్ అయిన వాయిస్ కాల్",
           "మిస్డ్ వీడియో కాల్|మిస్ అయిన వీడియో కాల్"),
    "th": ("การโทรด้วยเสียง|สายโทรด้วยเสียง|โทรด้วยเสียง", "วิดีโอคอล|การโทรวิดีโอ|การโทรด้วยวิดีโอ",
           "สายโทรด้วยเสียงที่ไม่ได้รับ|สายที่ไม่ได้รับ|การโทรด้วยเสียงที่ไม่ได้รับ|ไม่ได้รับสายโทรด้วยเสียง",
           "วิดีโอคอลที่ไม่ได้รับ|สายวิดีโอคอลที่ไม่ได้รับ|สายวิดีโอที่ไม่ได้รับ|การโทรวิดีโอที่ไม่ได้รับ"),
    "tr": ("sesli arama", "görüntülü arama",
           "cevapsız sesli arama|cevapsız arama|yanıtsız sesli arama", "cevapsız görüntülü arama|"
           "yanıtsız görüntülü arama"),
    "uk": ("аудіодзвінок|аудіовиклик|голосовий виклик|голосовий дзвінок",
           "відеодзвінок|відеовиклик",
           "пропущений аудіодзвінок|пропущений аудіовиклик|пропущений голосовий виклик|"
           "пропущений голосовий дзвінок|пропущений виклик|пропущений дзвінок",
           "пропущений відеодзвінок|пропущений відеовиклик"),
    "ur": ("وائس کال|صوتی کال", "ویڈیو کال", "مسڈ وائس کال|چھوٹی ہوئی وائس کال|چھوٹی ہوئی صوتی کال",
           "مسڈ ویڈیو کال|چھوٹی ہوئی ویڈیو کال"),
    "uz": ("ovozli qoʻngʻiroq|ovozli qo‘ng‘iroq", "video qoʻngʻiroq|video qo‘ng‘iroq",
           "javobsiz ovozli qoʻngʻiroq|javobsiz ovozli qo‘ng‘iroq",
           "javobsiz video qoʻngʻiroq|javobsiz video qo‘ng‘iroq"),
    "vi": ("cuộc gọi thoại|gọi thoại", "cuộc gọi video|gọi video",
           "cuộc gọi thoại nhỡ|cuộc gọi thoại bị nhỡ|cuộc gọi nhỡ|nhỡ cuộc gọi thoại",
           "cuộc gọi video nhỡ|cuộc gọi video bị nhỡ|nhỡ cuộc gọi video"),
    "zh": ("语音通话|語音通話", "视频通话|視訊通話|視像通話",
           "未接语音通话|未接語音通話|未接语音来电|未接語音來電|未接来电|未接來電|未接听的语音通话|未接通話",
           "未接视频通话|未接視訊通話|未接視像通話|未接视频来电|未接視訊來電|未接听的视频通话"),
}  # fmt: skip
_KINDS = ((CALL, False), (VIDEO, False), (CALL, True), (VIDEO, True))
_PHRASES = {
    phrase.casefold(): what
    for by_kind in _CALLS.values()
    for phrases, what in zip(by_kind, _KINDS, strict=True)
    for phrase in phrases.split("|")
}
# "Voice call, 5 min", "音声通話（応答なし）", "Missed voice call. Tap to call back".
_PARTS = re.compile(r"([^.,:;،、，。·(（–]{2,60})[.,:;،、，。·(（– ]*(.*?)[.)） ]*", re.DOTALL)
# Nobody answered: what stands beside a call that was not one.
_UNANSWERED = re.compile(
    r"no answer|unanswered|not answered|tap to call|declined|cancel|missed|silenced|"
    r"keine antwort|nicht (?:angenommen|beantwortet)|abgelehnt|verpasst|zurückrufen|abgebrochen|"
    r"sin respuesta|sin contestar|no contest|rechazad|perdid|cancelad|devolver la llamada|"
    r"sem resposta|não atend|recusad|retornar|pas de réponse|sans réponse|manqué|refusé|rappeler|"
    r"nessuna risposta|senza risposta|rifiutat|persa|richiamare|geen antwoord|niet beantwoord|"
    r"geweigerd|gemist|terug te bellen|inget svar|ej besvarat|obesvarat|missat|intet svar|"
    r"ubesvar|ikke svar|ingen svar|avvist|afvist|ei vastausta|vastaamaton|hylätty|"
    r"brak odpowiedzi|bez odpowiedzi|nieodebran|odrzuco|bez odpovědi|nepřijat|odmítnut|zmeškan|"
    r"bez odpovede|neprijat|odmietnut|nincs válasz|nem válaszolt|nem fogadott|elutasít|"
    r"niciun răspuns|fără răspuns|respins|няма отговор|без отговор|нет ответа|без ответа|"
    r"отклон|пропущен|отмен|немає відповіді|без відповіді|відхилен|nema odgovora|bez odgovora|"
    r"odbijen|нема одговора|без одговора|одбијен|ni odgovora|brez odgovora|zavrnjen|"
    r"neatsiliep|nėra atsakymo|nav atbildes|vastuseta|ei vastatud|δεν απαντήθηκε|"
    r"καμία απάντηση|χωρίς απάντηση|απορρίφθηκε|cevap yok|yanıt yok|cevapla|yanıtla|reddedil|"
    r"لا يوجد رد|لم يتم الرد|دون رد|لا رد|مرفوض|פספסת|אין תשובה|אין מענה|ללא מענה|לא נענתה|נדחתה|"
    r"بدون پاسخ|پاسخ داده نشد|بی‌پاسخ|رد شد|کوئی جواب نہیں|जवाब नहीं|उत्तर नहीं|उत्तर नाही|"
    r"উত্তর নেই|উত্তর দেওয়া হয়নি|பதில் இல்லை|సమాధానం లేదు|ಉತ್ತರವಿಲ್ಲ|ഉത്തരമില്ല|"
    r"ไม่มีการตอบ|ไม่รับสาย|ไม่มีผู้รับ|không trả lời|không có (?:câu )?trả lời|từ chối|"
    r"tidak ada jawaban|tak ada jawaban|tidak dijawab|ditolak|tiada jawapan|tidak berjawab|"
    r"walang sagot|hakuna jibu|haikujibiwa|无人接听|無人接聽|未接|无应答|無回應|沒有回應|已拒|取消|"
    r"応答なし|応答がありません|不在着信|拒否|응답 없음|응답하지|부재중|거절"
)
# Of a time that a call took: a unit's beginning, and its seconds. Longer ones come first, so that
# the Turkish "saat" is not a second; what is not here leaves the length unknown.
_UNITS = sorted(
    (
        (unit, seconds)
        for seconds, units in (
            (3600, "h|std|stund|uur|u|tim|t|godz|hod|óra|ór|ore|oră|or|ч|год|час|sat|ur|val|st|"
                   "tun|ώρ|ω|sa|saat|jam|giờ|ساعة|ساعات|س|שע|घं|ঘ|ชม|ชั่วโมง|小时|小時|时|時|시간"),
            (60, "m|min|мин|хв|dk|dak|perc|p|λ|daq|phút|د|דק|मि|মি|น|นาที|分|분"),
            (1, "s|sec|sek|seg|сек|с|sn|san|mp|másod|δ|det|giây|ث|שנ|से|সে|วิ|秒|초"),
        )
        for unit in units.split("|")
    ),
    key=lambda pair: -len(pair[0]),
)  # fmt: skip
_AMOUNT = re.compile(r"(\d{1,4}) ?([^\W\d_]+[^\s\d]*)")
_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d\d)")

# Only in groups: the word for one, or what is done to their members, in what WhatsApp writes.
_GROUP = re.compile(
    r"group|gruppe|gruppo|grupo|groupe|groep|gruppen|grupp|grupa|grupę|grupy|grupu|grupi|grup |"
    r"grubu|grup(?:ul|ta|un)|skupin|csoport|ryhmä|hópur|grupė|групп|група|групу|групи|групата|"
    r"ομάδα|ομάδας|קבוצ|مجموعة|مجموعه|گروه|گروپ|समूह|ग्रुप|গ্রুপ|গোষ্ঠী|ગ્રૂપ|ਗਰੁੱਪ|குழு|గ్రూప్|"
    r"ಗುಂಪ|ಗ್ರೂಪ್|ഗ്രൂപ്പ|กลุ่ม|群组|群聊|群組|群主|此群|本群|グループ|그룹|nhóm|kumpulan|kikundi|"
    r"\badded\b|\bremoved\b|\bleft$|changed the subject|joined using|"
    r"hinzugefügt|hat den betreff|hat .{0,60}entfernt|einladungslink|"
    r"añadió|te añadi|agregó|cambió el asunto|adicionou|alterou o assunto|mudou o assunto|"
    r"a ajouté|vous a ajouté|a changé le sujet|a modifié le sujet|ha aggiunto|ti ha aggiunto|"
    r"ha cambiato l.oggetto|heeft .{0,60}toegevoegd|onderwerp|lade till|la til|tilføjede|lisäsi|"
    r"dodał|usunął|zmienił temat|přidal|pridal|hozzáadta|te-a adăugat|a adăugat|"
    r"добавил|\bдобави\b|\bдодав\b|додала|dodao|dodala|додао|πρόσθεσε|ekledi|konuyu|"
    r"أضاف|\bהוסיף\b|\bהוסיפה\b|اضافه کرد\b|जोड़ा|menambahkan anda|"
    r"đã thêm|已添加|添加了|加入了|新增了|"
    r"を追加しました|님을 추가|초대했습니다|เพิ่มคุณ",
    re.IGNORECASE,
)
# Not of a group: somebody added to the contacts, a call of several people, the name of a file that
# was sent, and that of a place.
_OTHERWISE = re.compile(
    r"contact|kontakt|контакт|contatto|<|\.[a-z0-9]{2,5}(?:[\s>]|$)|https?://|\u2022|"
    r"\bcall\b|anruf|llamada|chamada|ligação|\bappel |chiamata|oproep|gesprek|samtal|opkald|anrop|"
    r"puhelu|połączenie|rozmowa|hovor|hívás|\bapel |звон|дзвін|виклик|обаждане|κλήση|arama|مكالمة|"
    r"שיח|تماس|कॉल|panggilan|cuộc gọi|โทร|คอล|通话|通話|通話|통화|전화",
    re.IGNORECASE,
)
# In the name of a call of several people, as it stands in the chat of the one who made it.
_OF_SEVERAL = re.compile(
    r"\bgroup |gruppen-?|gruppe-?|grupp-?|groeps-?|\bgrupal | grupal| (?:de|em) grupo| de groupe|"
    r" di gruppo|группово(?:й|е) |групов(?:ий|ого) |grupow[ae] | grup\b|\bgrup |skupinov[ýé] |"
    r"群组|群組|グループ|그룹 "
)
# What iPhones write as if a sender had, beside calls and pictures: it was WhatsApp.
_NOTICE = re.compile(
    r"messages and calls are end-to-end|your security code with|.{0,100}changed (?:their|your|to)\b"
    r".{0,40}number|.{0,100} is a contact|.{0,100}disappearing messages|you (?:un)?blocked this|"
    r".{0,100}business account|.{0,100}security code.{0,40}changed"
)
_MARKED_NOTICE = re.compile(
    r"end-to-end|ende-zu-ende|extremo a extremo|ponta a ponta|bout en bout|crittografat|"
    r"sicherheitsnummer|sicherheitscode|código de seguri|código de segurança|code de sécurité|"
    r"codice di sicurezza|beveiligingscode|säkerhetskod|sikkerhetskode|sikkerhedskode|"
    r"turvakoodi|kod zabezpiecze|bezpečnostní kód|bezpečnostný kód|biztonsági kód|"
    r"cod(?:ul)? de securitate|код безопасности|код безпеки|код за сигурност|сквозн|наскрізн|"
    r"κωδικός ασφαλείας|διατερματικ|güvenlik kodu|uçtan uca|رمز الأمان|مشفرة|תמה לחלוטין|"
    r"קוד האבטחה|מוצפנ|کد امنیتی|सुरक्षा कोड|এন্ড-টু-এন্ড|รหัสความปลอดภัย|เข้ารหัส|"
    r"mã bảo mật|mã hóa đầu cuối|kode keamanan|terenkripsi|kod keselamatan|安全码|安全碼|安全密碼|"
    r"端到端|端對端|セキュリティコード|エンドツーエンド|보안 코드|종단간|"
    r"telefonnummer|número de tel|numéro de tél|numero di telefono|telefoonnummer|"
    r"номер телефона|номер телефону|selbstlöschend|mensajes temporales|mensagens temporárias|"
    r"messages éphémères|messaggi effimeri|zelfverdwijnende|исчезающ|süreli mesaj|限时消息|"
    r"verschwindende nachrichten|nachrichtentimer|tillfälliga meddelanden|försvinnande meddelanden|"
    r"forsvindende beskeder|midlertidige (?:meldinger|beskeder)|meldinger som forsvinner|"
    r"katoavat viestit|katoavia viestejä|znikając|mizející zpráv|miznúce správ|eltűnő üzenet|"
    r"mesaje(?:le)? temporare|тимчасов|зникаюч|изчезващ|προσωρινά μηνύματα|εξαφανιζόμεν|"
    r"kaybolan mesaj|"
    r"ذاتية الاختفاء|הודעות זמניות|הודעות נעלמות|ناپدیدشونده|गायब होने वाले|pesan sementara|"
    r"mesej (?:sementara|lesap)|tin nhắn (?:tự hủy|tạm thời)|ข้อความชั่วคราว|ข้อความที่ลบ|限時訊息|"
    r"消えるメッセージ|자동 삭제 메시지|사라지는 메시지|"
    r"unternehmenskonto|cuenta de empresa|conta comercial|compte professionnel|account business|"
    r"blockiert|bloqueaste|bloqueou|bloqué|bloccato|geblokkeerd|заблокировал"
)


def call_of(message: str, *, by_whatsapp: bool) -> Call | None:
    """The call that a message tells of; None where it tells of none.

    Args:
        message: The message, plain.
        by_whatsapp: Whether WhatsApp wrote it rather than the sender, as far as can be seen.
    """
    if len(message) > CALL_MAX:
        return None
    found = _PARTS.fullmatch(message.casefold())
    what = found and (_kind(found[1]) or _kind(_OF_SEVERAL.sub("", found[1], count=1)))
    if not found or not what:
        return None
    (kind, missed), rest = what, found[2]
    if missed or _UNANSWERED.search(rest):
        return kind, None, True
    if not rest:
        return kind, None, False
    if not any(letter.isdigit() for letter in rest):
        # Anything else that WhatsApp says of a call instead of its length is why there was none.
        return (kind, None, "device" not in rest) if by_whatsapp else None
    return kind, _seconds(rest), False


def _kind(phrase: str) -> tuple[str, bool] | None:
    """The kind of call that a phrase names, and whether it was missed."""
    return _PHRASES.get(phrase.strip())


def _seconds(rest: str) -> int | None:
    """How long "1 hr 5 min" or "5:12" is; None where that is not clear."""
    if clock := _CLOCK.fullmatch(rest):
        return int(clock[1] or 0) * 3600 + int(clock[2]) * 60 + int(clock[3])
    total = 0
    for amount, unit in _AMOUNT.findall(rest):
        seconds = next((seconds for known, seconds in _UNITS if unit.startswith(known)), 0)
        if not seconds:
            return None
        total += int(amount) * seconds
    return total or None


def tells_of_a_group(message: str) -> bool:
    """Whether what WhatsApp wrote is written in groups only."""
    text = message[:400]
    return _GROUP.search(text) is not None and _OTHERWISE.search(text) is None


def is_notice(message: str, *, by_whatsapp: bool) -> bool:
    """Whether a message is a notice of WhatsApp's rather than something that was sent."""
    text = message[:200].casefold()
    return _NOTICE.match(text) is not None or (
        by_whatsapp and _MARKED_NOTICE.search(text) is not None
    )


# How phones name the file of a chat: "WhatsApp Chat with Anne.txt", "WhatsApp-Chat mit Anne.txt".
_FILE = re.compile(
    r"(?:whatsapp[ -]chat (?:with|mit|- )|whatsapp chat - |chat de whatsapp con |"
    r"conversación de whatsapp con |discussion whatsapp avec |conversa do whatsapp com |"
    r"chat whatsapp con |whatsapp-chat met |whatsapp-chatt med |whatsapp-chat med |"
    r"czat whatsapp z |чат whatsapp с |whatsapp chat-|chat whatsapp dengan |_chat - )"
    r"(.{1,200}?)(?: ?\(\d{1,3}\))?(?:\.txt|\.zip)?",
    re.IGNORECASE,
)


def name_of_chat(file: str) -> str:
    """The person or group that WhatsApp named a file after; "" where it did not."""
    found = _FILE.fullmatch(file)
    return found[1].strip() if found else ""
