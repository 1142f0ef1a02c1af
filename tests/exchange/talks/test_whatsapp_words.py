"""What WhatsApp itself writes into a chat: calls, groups, notices, in the languages it speaks."""

# ruff: noqa: RUF001  letters of every script
from __future__ import annotations

import pytest

from tinynet.errors import BadValueError
from tinynet.exchange.record import InteractionRecord, Refused
from tinynet.exchange.talks import whatsapp
from tinynet.exchange.talks.whatsapp_words import call_of, name_of_chat

MARK = "\u200e"
FILE = "WhatsApp Chat with Anne Baker.txt"
MISSED = {
    "Afrikaans": ("Gemiste stemoproep", "Gemiste video-oproep"),
    "Arabic": ("مكالمة صوتية فائتة", "مكالمة فيديو فائتة"),
    "Bengali": ("মিসড ভয়েস কল", "মিসড ভিডিও কল"),
    "Bulgarian": ("Пропуснато гласово обаждане", "Пропуснато видео обаждане"),
    "Catalan": ("Trucada de veu perduda", "Videotrucada perduda"),
    "Chinese": ("未接语音通话", "未接视频通话"),
    "Chinese of Taiwan": ("未接語音通話", "未接視訊通話"),
    "Croatian": ("Propušteni glasovni poziv", "Propušteni videopoziv"),
    "Czech": ("Zmeškaný hlasový hovor", "Zmeškaný videohovor"),
    "Danish": ("Ubesvaret taleopkald", "Ubesvaret videoopkald"),
    "Dutch": ("Gemiste spraakoproep", "Gemiste video-oproep"),
    "English": ("Missed voice call", "Missed video call"),
    "Estonian": ("Vastamata häälkõne", "Vastamata videokõne"),
    "Filipino": ("Hindi nasagot na voice call", "Hindi nasagot na video call"),
    "Finnish": ("Vastaamaton äänipuhelu", "Vastaamaton videopuhelu"),
    "French": ("Appel vocal manqué", "Appel vidéo manqué"),
    "German": ("Verpasster Sprachanruf", "Verpasster Videoanruf"),
    "Greek": ("Αναπάντητη φωνητική κλήση", "Αναπάντητη βιντεοκλήση"),
    "Gujarati": ("મિસ્ડ વૉઇસ કૉલ", "મિસ્ડ વીડિયો કૉલ"),
    "Hebrew": ("שיחה קולית שלא נענתה", "שיחת וידאו שלא נענתה"),
    "Hindi": ("मिस्ड वॉइस कॉल", "मिस्ड वीडियो कॉल"),
    "Hungarian": ("Nem fogadott hanghívás", "Nem fogadott videóhívás"),
    "Indonesian": ("Panggilan suara tak terjawab", "Panggilan video tak terjawab"),
    "Italian": ("Chiamata vocale persa", "Videochiamata persa"),
    "Japanese": ("音声通話の不在着信", "ビデオ通話の不在着信"),
    "Kannada": ("ತಪ್ಪಿದ ಧ್ವನಿ ಕರೆ", "ತಪ್ಪಿದ ವೀಡಿಯೊ ಕರೆ"),
    "Korean": ("부재중 음성 통화", "부재중 영상 통화"),
    "Latvian": ("Neatbildēts balss zvans", "Neatbildēts videozvans"),
    "Lithuanian": ("Praleistas balso skambutis", "Praleistas vaizdo skambutis"),
    "Malay": ("Panggilan suara terlepas", "Panggilan video terlepas"),
    "Marathi": ("मिस्ड व्हॉइस कॉल", "मिस्ड व्हिडिओ कॉल"),
    "Norwegian": ("Tapt taleanrop", "Tapt videoanrop"),
    "Persian": ("تماس صوتی از دست رفته", "تماس تصویری از دست رفته"),
    "Polish": ("Nieodebrane połączenie głosowe", "Nieodebrane połączenie wideo"),
    "Portuguese": ("Chamada de voz perdida", "Chamada de vídeo perdida"),
    "Portuguese of Brazil": ("Ligação de voz perdida", "Ligação de vídeo perdida"),
    "Romanian": ("Apel vocal pierdut", "Apel video pierdut"),
    "Russian": ("Пропущенный аудиозвонок", "Пропущенный видеозвонок"),
    "Serbian": ("Пропуштен гласовни позив", "Пропуштен видео позив"),
    "Slovak": ("Zmeškaný hlasový hovor", "Zmeškaný videohovor"),
    "Slovene": ("Zgrešen glasovni klic", "Zgrešen videoklic"),
    "Spanish": ("Llamada perdida", "Videollamada perdida"),
    "Swahili": ("Simu ya sauti ambayo haikujibiwa", "Simu ya video ambayo haikujibiwa"),
    "Swedish": ("Missat röstsamtal", "Missat videosamtal"),
    "Tamil": ("தவறிய குரல் அழைப்பு", "தவறிய காணொளி அழைப்பு"),
    "Telugu": ("మిస్డ్ వాయిస్ కాల్", "మిస్డ్ వీడియో కాల్"),
    "Thai": ("สายโทรด้วยเสียงที่ไม่ได้รับ", "วิดีโอคอลที่ไม่ได้รับ"),
    "Turkish": ("Cevapsız sesli arama", "Cevapsız görüntülü arama"),
    "Ukrainian": ("Пропущений аудіодзвінок", "Пропущений відеодзвінок"),
    "Urdu": ("مسڈ وائس کال", "مسڈ ویڈیو کال"),
    "Vietnamese": ("Cuộc gọi thoại nhỡ", "Cuộc gọi video nhỡ"),
}


def read(*lines, name=FILE, own=""):
    return list(whatsapp.read("".join(f"{line}\n" for line in lines).encode(), name, own))


def told(*lines, **more):
    return [(one.kind, one.by, one.minutes, one.attempt) for one in read(*lines, **more)]


# --- calls ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", MISSED)
def test_a_missed_call_is_an_attempt_in_every_language(language):
    voice, video = MISSED[language]
    for said, kind in ((voice, "call"), (video, "video")):
        for line in (
            f"13/02/2026, 10:01 - Anne Baker: {said}",
            f"13/02/2026, 10:01 - {said}",  # as Android wrote it for years
            f"{MARK}[13/02/2026, 10:01:00] Anne Baker: {MARK}{said}. {MARK}Tap to call back",
        ):
            lines = ["13/02/2026, 09:00 - Encrypted.", line]
            lines = (
                lines if line[0] == "1" else [f"[12/02/2026, 09:00:00] Anne Baker: {MARK}x", line]
            )
            anne = "14/02/2026, 10:01 - Anne Baker: hi"
            lines.append(anne if line[0] == "1" else "[14/02/2026, 10:01:00] Anne Baker: hi")
            assert told(*lines)[0] == (kind, "them", None, True), line


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Voice call, 1 hr 5 min", ("call", 3900, False)),
        ("Video call, 45 sec", ("video", 45, False)),
        ("Voice call, No answer", ("call", None, True)),
        ("Voice call, 0 sec", ("call", None, False)),
        ("Voice call", ("call", None, False)),
        ("Sprachanruf, 1 Std. 5 Min.", ("call", 3900, False)),
        ("Sprachanruf, 45 Sek.", ("call", 45, False)),
        ("Videoanruf, Keine Antwort", ("video", None, True)),
        ("Llamada de voz, 5 min", ("call", 300, False)),
        ("Videollamada, Sin respuesta", ("video", None, True)),
        ("Appel vocal, 2 h 3 min", ("call", 7380, False)),
        ("Appel vocal, Pas de réponse", ("call", None, True)),
        ("Chamada de voz, Sem resposta", ("call", None, True)),
        ("Аудиозвонок, 5 мин.", ("call", 300, False)),
        ("Видеозвонок, 1 ч. 2 мин.", ("video", 3720, False)),
        ("Аудиозвонок, Нет ответа", ("call", None, True)),
        ("Sesli arama, 5 dk.", ("call", 300, False)),
        ("Sesli arama, 2 saat 12 sn.", ("call", 7212, False)),
        ("音声通話、5分", ("call", 300, False)),
        ("音声通話（応答なし）", ("call", None, True)),
        ("语音通话，5 分钟", ("call", 300, False)),
        ("視訊通話，1 小時 2 分鐘", ("video", 3720, False)),
        ("语音通话，无人接听", ("call", None, True)),
        ("음성 통화, 5분 3초", ("call", 303, False)),
        ("음성 통화, 응답 없음", ("call", None, True)),
        ("مكالمة صوتية، ٥ دقائق", ("call", 300, False)),
        ("Voice call, 12:05", ("call", 725, False)),
        ("Voice call, 5 fortnights", ("call", None, False)),  # never a wrong length
    ],
)
def test_calls_have_their_lengths_in_many_languages(said, expected):
    assert call_of(said, by_whatsapp=False) == expected


@pytest.mark.parametrize(
    "said",
    ["Missed voice call yesterday, sorry!", "I missed your call", "Video call, anyone?",
     "Voice call, please", "I had a missed call from you", "perdida", "Anruf?", "x" * 1_000,
     "llamada de voz, cuando puedas", ""],
)  # fmt: skip
def test_what_people_write_about_calls_is_no_call(said):
    assert call_of(said, by_whatsapp=False) is None


def test_why_there_was_no_call_need_not_be_understood_where_whatsapp_says_it():
    assert call_of("Videoanruf, Blubb", by_whatsapp=True) == ("video", None, True)
    assert call_of("Voice call, Answered on another device", by_whatsapp=True) == (
        "call", None, False,
    )  # fmt: skip


def test_a_missed_call_is_left_out_on_a_day_on_which_they_wrote():
    lines = ["13/02/2026, 10:01 - Verpasster Sprachanruf", "13/02/2026, 10:02 - Anne Baker: hi"]
    assert told(*lines) == [("text", "them", None, False)]


@pytest.mark.parametrize(
    ("said", "kind"),
    [("Missed group voice call", "call"), ("Missed group video call", "video"),
     ("Verpasster Gruppen-Sprachanruf", "call"), ("Verpasster Gruppen-Videoanruf", "video"),
     ("Llamada grupal perdida", "call"), ("Videollamada grupal perdida", "video"),
     ("Appel vocal de groupe manqué", "call"), ("Chamada de vídeo em grupo perdida", "video"),
     ("Videochiamata di gruppo persa", "video"), ("Gemiste groepsspraakoproep", "call"),
     ("Пропущенный групповой видеозвонок", "video")],
)  # fmt: skip
def test_a_call_of_several_people_stands_in_the_chat_of_whoever_made_it(said, kind):
    lines = [f"13/02/2026, 10:01 - {said}", "14/02/2026, 10:01 - Anne Baker: hi"]
    assert told(*lines, own="Robin") == [(kind, "them", None, True), ("text", "them", None, False)]


# --- groups --------------------------------------------------------------------------------------

GROUP_LINES = [
    'Robin created group "Book: Club"', "Robin created this group", "Robin added you",
    "You added Anne", "Robin changed the subject from “A” to “B”", "Anne left",
    "Messages to this group are now secured with end-to-end encryption.",
    "Anne joined using this group's invite link", "You're now an admin of this group",
    "Robin hat die Gruppe „Buch: Klub“ erstellt", "Robin hat dich hinzugefügt",
    "Robin hat den Betreff von „A“ zu „B“ geändert", "Anne hat die Gruppe verlassen",
    "Robin creó el grupo “Libros”", "Robin te añadió", "Robin cambió el asunto de “A” a “B”",
    "Robin a créé le groupe “Livres”", "Robin vous a ajouté(e)",
    "Robin ha creato il gruppo “Libri”", "Robin ti ha aggiunto", "Robin criou o grupo “Livros”",
    "Robin adicionou você", "Robin heeft de groep “Boeken” gemaakt",
    "Robin heeft je toegevoegd", "Robin skapade gruppen ”Böcker”", "Robin lade till dig",
    "Robin opprettet gruppen «Bøker»", "Robin oprettede gruppen “Bøger”",
    "Robin loi ryhmän ”Kirjat”", "Robin utworzył(a) grupę „Książki”", "Robin dodał(a) Ciebie",
    "Robin vytvořil(a) skupinu „Knihy“", "Robin létrehozta a csoportot: „Könyvek”",
    "Robin a creat grupul „Cărți”", "Robin создал(-а) группу «Книги»", "Robin добавил(-а) вас",
    "Robin створив(-ла) групу «Книги»", "Robin δημιούργησε την ομάδα «Βιβλία»",
    'Robin "Kitaplar" grubunu oluşturdu', "Robin sizi ekledi", "أنشأ Robin المجموعة “كتب”",
    "Robin יצר/ה את הקבוצה “ספרים”", "Robin گروه «کتاب» را ایجاد کرد",
    "Robin ने समूह “किताबें” बनाया", "Robin membuat grup “Buku”", "Robin menambahkan Anda",
    "Robin đã tạo nhóm “Sách”", "Robin สร้างกลุ่ม “หนังสือ”", "Robin 创建了群组“书”",
    "Robin 建立了群組「書」", "Robinがグループ「本」を作成しました",
    "Robin님이 '책' 그룹을 만들었습니다",
]  # fmt: skip


@pytest.mark.parametrize("said", GROUP_LINES)
def test_a_group_is_one_however_few_wrote(said):
    android = [f"13/02/2026, 10:01 - {said}", "13/02/2026, 10:02 - Anne: hi"]
    iphone = [
        f"[13/02/2026, 10:00:00] Anne: {MARK}Encrypted",
        f"[13/02/2026, 10:01:00] Robin: {MARK}{said}",
        "[13/02/2026, 10:02:00] Anne: hi",
    ]
    for lines in (android, iphone):
        for own in ("", "Robin"):
            (found,) = read(*lines, name="chat.txt", own=own)
            assert isinstance(found, Refused)
            assert found.reason == "it is a group; what is said to all is a talk with none"


ALONE = "13/02/2026, 10:01 - Anne Baker: hi"
BOTH = (ALONE, "13/02/2026, 10:02 - Robin Hazel: hi")


@pytest.mark.parametrize(
    ("lines", "name", "own"),
    [
        (BOTH, "WhatsApp Chat with Book Club.txt", ""),
        (BOTH, "WhatsApp Chat with Book Club.txt", "Robin Hazel"),
        (BOTH, "WhatsApp-Chat mit Buchclub (2).zip", "robin hazel"),
        ((ALONE,), "Chat de WhatsApp con Libros.txt", "Robin Hazel"),
        (("[13/02/2026, 10:00:00] Book Club: \u200eEncrypted",
          "[13/02/2026, 10:01:00] Anne Baker: hi", "[13/02/2026, 10:02:00] Robin: hi"),
         "_chat.txt", ""),
    ],
)  # fmt: skip
def test_a_chat_that_is_called_after_neither_is_a_group(lines, name, own):
    (found,) = read(*lines, name=name, own=own)
    assert isinstance(found, Refused)
    assert found.reason.startswith("it is a group, ")


@pytest.mark.parametrize(
    ("lines", "name", "own"),
    [
        (BOTH, "WhatsApp Chat with Anne Baker.txt", ""),
        (BOTH, "WhatsApp Chat with anne.txt", "Robin Hazel"),
        (BOTH, "WhatsApp Chat with Anne 🌻.txt", "Robin Hazel"),
        (BOTH, "WhatsApp Chat with 🌻.txt", "Robin Hazel"),
        (BOTH, "chat.txt", "Robin Hazel"),
        ((ALONE,), "WhatsApp Chat with Anne Baker.txt", "Robin Hazel"),
        ((*BOTH, "13/02/2026, 10:03 - Anne Baker: Robin created group “x” and added you"),
         "WhatsApp Chat with Anne Baker.txt", ""),
        ((*BOTH, "13/02/2026, 10:03 - You added this person as a contact"), "chat.txt",
         "Robin Hazel"),
        ((*BOTH, "13/02/2026, 10:03 - Your security code with Anne Baker changed."), "chat.txt",
         "Robin Hazel"),
        (("[13/02/2026, 10:00:00] Robin Hazel: \u200eimage omitted",
          "[13/02/2026, 10:01:00] Anne Baker: hi"), "_chat.txt", "Robin Hazel"),
    ],
)  # fmt: skip
def test_a_chat_of_two_is_none(lines, name, own):
    (found,) = read(*lines, name=name, own=own)
    assert isinstance(found, InteractionRecord)
    assert found.people[0].name == "Anne Baker"


@pytest.mark.parametrize(
    "said",
    ["Anne Baker changed their phone number. Tap to message or add the new number.",
     "Anne hat eine neue Telefonnummer. Tippe, um sie hinzuzufügen.",
     "Anne a changé de numéro. Appuyez pour ajouter le nouveau numéro.",
     "Номер телефона изменён. Нажмите, чтобы добавить новый номер.",
     "Номер змінено. Торкніться, щоб додати новий номер.",
     "המספר של Anne השתנה. יש להקיש כדי להוסיף את המספר החדש.",
     "Anne का नंबर बदल गया। नया नंबर जोड़ें।", "Ketuk untuk menambahkan nomor baru.",
     "新しい番号を追加するにはタップしてください", "แตะเพื่อเพิ่มหมายเลขใหม่",
     "برای اضافه کردن شماره جدید ضربه بزنید",
     "번호가 변경되었습니다. 새 번호를 추가하려면 누르세요",
     "You turned on disappearing messages. New messages will disappear from this chat.",
     "This chat is with a business account. Tap to learn more.", "You blocked this contact.",
     "Waiting for this message. This may take a while."],
)  # fmt: skip
def test_notices_of_a_chat_of_two_are_not_taken_for_a_groups(said):
    (found,) = read(*BOTH, f"13/02/2026, 10:03 - {said}")
    assert isinstance(found, InteractionRecord)


@pytest.mark.parametrize("sent", ["Group plan.pdf • 2 pages \u200edocument omitted",
                                  "Location: Group Café https://maps.google.com/?q=1,2",
                                  "<attached: 0001-group.jpg>", "Book group.vcf"])  # fmt: skip
def test_a_file_that_was_sent_makes_no_group(sent):
    lines = ["[13/02/2026, 10:00:00] Anne Baker: hi"]
    lines.append(f"[14/02/2026, 10:00:00] Anne Baker: {MARK}{sent}")
    assert [one.on for one in read(*lines)] == ["2026-02-13", "2026-02-14"]


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("WhatsApp Chat with Anne.txt", "Anne"),
        ("WhatsApp Chat with Anne (1).txt", "Anne"),
        ("WhatsApp Chat - Anne Baker.zip", "Anne Baker"),
        ("WhatsApp-Chat mit Anne.txt", "Anne"),
        ("Conversa do WhatsApp com Anne.txt", "Anne"),
        ("Discussion WhatsApp avec Anne.txt", "Anne"),
        ("Chat WhatsApp con Anne.txt", "Anne"),
        ("chat.txt", ""),
        ("Anne on WhatsApp.txt", ""),
    ],
)
def test_the_file_is_called_after_the_chat(file, name):
    assert name_of_chat(file) == name


# --- all else ------------------------------------------------------------------------------------


def test_a_deleted_message_and_a_picture_were_sent_all_the_same():
    bodies = ("This message was deleted", "<Media omitted>", "null", "", "\u200eBild weggelassen")
    for body in bodies:
        assert told(f"13/02/2026, 10:01 - Anne Baker: {body}") == [("text", "them", None, False)]


@pytest.mark.parametrize(
    "said",
    ["Your security code with Anne Baker changed.", "Anne Baker changed their phone number.",
     "Dein Sicherheitscode für Anne Baker hat sich geändert.",
     "El código de seguridad de Anne Baker cambió.", "Код безопасности изменён.",
     "您与 Anne Baker 的安全码已更改。", "Du slog på tillfälliga meddelanden.",
     "Włączono znikające wiadomości.", "فعّلتَ الرسائل ذاتية الاختفاء.",
     "消えるメッセージをオンにしました。", "자동 삭제 메시지를 켰습니다."],
)  # fmt: skip
def test_a_notice_of_an_iphone_is_nobodys(said):
    lines = [
        "[13/02/2026, 10:00:00] Anne Baker: hi",
        f"[14/02/2026, 10:00:00] Anne Baker: {MARK}{said}",
    ]
    assert [one.on for one in read(*lines)] == ["2026-02-13"]


def test_messages_copied_from_elsewhere_are_a_part_of_the_message():
    found = read(
        "13/02/2026, 10:01 - Anne Baker: look what they wrote:",
        "[10:15, 12/02/2026] Bob: no",
        "[12/02/26, 10:16:00] Caroline: yes",
        "13/02/2026, 10:02 - Anne Baker: well?",
    )
    assert [(one.on, one.warnings) for one in found] == [
        ("2026-02-13",
         ("line 2: 2 lines with a time in another form were taken for a part of the message",)),
    ]  # fmt: skip


QUOTED = (
    "[12/02/2026, 10:00:00] Anne Baker: \u200eEncrypted",
    "[12/02/2026, 10:01:00] Anne Baker: look what they wrote:",
    "[11/02/2026, 09:00:00] Bob Marsh: no",
    "[11/02/2026, 09:01:00] Caroline: yes",
    "[13/02/2026, 10:02:00] Robin: well?",
)


@pytest.mark.parametrize("name", ["_chat.txt", FILE])
def test_people_who_were_quoted_with_their_stamps_make_no_group(name):
    found = read(*QUOTED, name=name, own="Robin")
    assert [(one.on, one.by, one.people[0].name, one.warnings) for one in found] == [
        ("2026-02-12", "them", "Anne Baker",
         ("line 3: 2 lines of somebody else were taken for a part of the message",)),
        ("2026-02-13", "me", "Anne Baker", ()),
    ]  # fmt: skip


def test_who_is_you_is_asked_where_others_were_quoted():
    with pytest.raises(BadValueError) as caught:
        read(*QUOTED)
    assert (caught.value.message, caught.value.candidates) == (
        f"{FILE} does not tell which of Bob Marsh, Caroline and Robin is you",
        ("Bob Marsh", "Caroline", "Robin"),
    )


@pytest.mark.parametrize("said", ["Anne Baker created this group", "You were added"])
def test_a_group_is_one_even_where_it_is_called_after_one_of_it(said):
    (found,) = read(
        QUOTED[0], f"[12/02/2026, 10:00:01] Anne Baker: {MARK}{said}", *QUOTED[1:], own="Robin"
    )
    assert found.reason == "it is a group of 4; what is said to all is a talk with none"


def test_a_chat_of_notices_only_says_so():
    with pytest.raises(BadValueError, match="nobody wrote but you"):
        read("13/02/2026, 10:01 - Robin: hi", own="Robin", name="chat.txt")
    assert read("13/02/2026, 10:01 - Encrypted.") == [
        Refused(f"{FILE}:1", "there is no message in it")
    ]


@pytest.mark.parametrize("said", ["Missed voice call" + ", " * 500_000, "ab." * 300_000,
                                  "a" * 1_000_000, "「" * 1_000_000])  # fmt: skip
def test_a_message_of_a_million_characters_is_one(said):
    assert told(f"13/02/2026, 10:01 - Anne Baker: {said}") == [("text", "them", None, False)]
