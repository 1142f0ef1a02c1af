"""What the columns of a table are called, by field, in the languages of many spreadsheets.

Latin words are written as `table.key` has them: small letters without accents, joined.
"""

from __future__ import annotations

# In this order: English and tinynet's own, German, French, Spanish; Dutch, Italian, Portuguese,
# Swedish, Danish, Norwegian, Finnish.
WESTERN = {
    "name": """
        name fullname displayname contactname contact person friend vollstandigername
        namevollstandig anzeigename kontakt nomcomplet nometprenom nomprenom prenomnom prenometnom
        contacto nombrecompleto nombreyapellidos nombreyapellido apellidosynombre naam volledigenaam
        nomecompleto nomeecognome nomecognome cognomeenome cognomenome nominativo namn
        fullstandigtnamn navn fuldtnavn fulltnavn nimi kokonimi
    """,
    "first": """
        first firstname givenname forename vorname rufname prenom primernombre nombredepila voornaam
        roepnaam primeironome nomeproprio fornamn fornavn etunimi
    """,
    "last": """
        last lastname surname familyname nachname familienname zuname nomdefamille apellido
        apellidos primerapellido achternaam familienaam cognome sobrenome ultimonome efternamn
        efternavn etternavn sukunimi
    """,
    "nickname": """
        nickname nicknames nick alias aka spitzname rufnamen surnom apodo bijnaam soprannome alcunha
        smeknamn kaldenavn ogenavn kallenavn lempinimi
    """,
    "birthday": """
        birthday birthdate dateofbirth dob born bday geburtstag geburtsdatum geboren geborenam
        gebdatum geb datedenaissance naissance anniversaire cumpleanos
        fechadenacimiento fechanacimiento
        nacimiento geboortedatum verjaardag datadinascita compleanno datadenascimento datanascimento
        fodelsedag fodelsedatum fodselsdag fodselsdato bursdag syntymapaiva syntymaaika
    """,
    "anniversary": """
        anniversary weddinganniversary weddingday weddingdate hochzeitstag jahrestag
        anniversairedemariage aniversariodeboda anniversario anniversariodimatrimonio trouwdag
        brollopsdag arsdag bryllupsdag
    """,
    "tags": """
        tag tags label labels category categories group groups interests kategorie kategorien gruppe
        gruppen stichworter etiquette etiquettes categorie groupe groupes etiqueta etiquetas
        categoria categorias grupo grupos groep groepen categorieen gruppo gruppi etichetta
        etichette marcadores grupp grupper etikett etiketter kategori kategorier ryhma ryhmat
        tunnisteet
    """,
    "note": """
        note notes comment comments remarks about bio description notiz notizen bemerkung
        bemerkungen kommentar
        anmerkung anmerkungen remarque remarques commentaire commentaires nota notas comentario
        comentarios observaciones opmerking opmerkingen notitie notities appunti osservazioni
        commenti observacao observacoes anotacoes anteckning anteckningar kommentarer ovrigt
        bemaerkning bemaerkninger noter merknad merknader notat notater muistiinpano muistiinpanot
        huomautus huomautukset lisatiedot
    """,
    "organisation": """
        organisation organization company companyname accountname employer firm organizationname
        organisations organizations companies associatedcompany firma unternehmen
        arbeitgeber societe entreprise employeur empresa organizacion compania bedrijf werkgever
        organisatie azienda societa ditta organizzazione organizacao foretag arbetsgivare virksomhed
        arbejdsgiver bedrift selskap arbeidsgiver yritys tyonantaja organisaatio
    """,
    "title": """
        title jobtitle job position role occupation profession beruf stellung funktion
        arbeitstitel poste fonction metier puesto cargo profesion titulo functie beroep ruolo
        professione qualifica
        profissao funcao ocupacao yrke befattning stilling tittel ammatti tehtava asema
    """,
    "im": "im ims messengers instantmessenger screenname messengername",
    "circle": "circle kreis cercle circulo",
    "every": """
        every cadence frequency howoften keepintouch stayintouch contactfrequency reminderfrequency
    """,
    "met": "met methow howwemet howmet kennengelernt rencontre",
    "met_at": "metat wherewemet wheremet",
    "met_on": """
        meton whenwemet whenmet datemet metdate firstmet firstmeton firstmetdate kennengelerntam
        kennengelerntseit ersttreffen rencontrele
    """,
    "via": "via metvia metthrough through referredby introducedby",
    # Numbers of rows are not ids: they are given again when the rows are sorted.
    "id": "uid uuid guid contactid personid entryid resourcename externalid kontaktid",
    "dates": "dates",
    "facts": "facts fact",
    "relations": "relations",
}
# Polish, Czech, Slovak, Hungarian, Romanian, Croatian, Slovene; what stands above is not here.
CENTRAL = {
    "name": """
        imieinazwisko nazwiskoiimie jmenoaprijmeni prijmeniajmeno celejmeno menoapriezvisko nev
        teljesnev numecomplet numesiprenume imeiprezime prezimeiime imeinpriimek
    """,
    "first": "imie krestnijmeno krstnemeno keresztnev utonev prenume",
    "last": "nazwisko prijmeni priezvisko vezeteknev csaladnev numedefamilie prezime priimek",
    "nickname": "ksywka pseudonim prezdivka prezyvka becenev porecla nadimak vzdevek",
    "birthday": """
        dataurodzenia urodziny datumnarozeni narozeniny datumnarodenia narodeniny szuletesnap
        szuletesidatum datanasterii ziuadenastere datumrodenja rodendan datumrojstva rojstnidan
    """,
    "tags": """
        grupa grupy etykieta etykiety kategoria skupina skupiny stitek stitky csoport csoportok
        cimkek grupuri
    """,
    "note": """
        uwagi notatka notatki komentarz poznamka poznamky megjegyzes megjegyzesek jegyzet observatii
        notite napomena biljeske opombe
    """,
    "organisation": """
        organizacja pracodawca spolecnost zamestnavatel organizace spolocnost ceg munkahely companie
        tvrtka poduzece podjetje
    """,
    "title": """
        stanowisko zawod pozice funkce povolani pozicia povolanie beosztas foglalkozas munkakor
        functia profesie zanimanje poklic
    """,
}
# What stands above is not here.
TURKISH = {
    "name": "adsoyad adisoyadi isim",
    "last": "soyad soyadi soyisim",
    "nickname": "takmaad lakap",
    "birthday": "dogumtarihi dogumgunu",
    "tags": "grup gruplar etiket etiketler",
    "note": "notlar aciklama",
    "organisation": "sirket kurum isyeri",
    "title": "unvan meslek gorev",
}
# Russian, Ukrainian, Greek; Japanese, Chinese of both kinds, Korean.
OTHERS = {
    "name": """
        фио полноеимя имяфамилия фамилияимя піб ονοματεπώνυμο 氏名 名前 お名前 姓名 全名 이름 성명
        성함
    """,
    "first": "名 μικρόόνομα",
    "last": "фамилия прізвище επώνυμο επίθετο 姓 苗字 姓氏 성",
    "nickname": "прозвище псевдоним ник прізвисько ニックネーム あだ名 昵称 暱稱 绰号 별명",
    "birthday": """
        деньрождения датарождения др деньнародження датанародження γενέθλια ημερομηνίαγέννησης
        誕生日 生年月日 生日 出生日期 생일 생년월일
    """,
    "tags": """
        группа группы метка метки теги категория категории група мітки ομάδα ετικέτες グループ タグ
        ラベル カテゴリ 分组 群组 群組 标签 標籤 类别 그룹 태그
    """,
    "note": """
        заметка заметки примечание примечания комментарий нотатки примітки σημειώσεις
        メモ 備考 ノート 备注 備註 笔记 메모 비고
    """,
    "organisation": """
        компания организация фирма работодатель местоработы компанія організація εταιρεία 会社
        会社名 勤務先 所属 公司 单位 單位 工作单位 회사 직장
    """,
    "title": """
        должность профессия посада професія επάγγελμα 役職 職業 肩書 职位 职务 职业 職稱 직책 직함
        직업
    """,
    "email": """
        почта имейл メール メールアドレス 邮箱 邮件 电子邮件 电子邮箱 電子郵件 이메일 메일 전자우편
    """,
    "phone": """
        телефон мобильный телефонмобильный τηλέφωνο κινητό 電話 電話番号 携帯 携帯電話 携帯番号
        电话 電話號碼 电话号码 手机 手機 手机号 手机号码 전화 전화번호 휴대폰 휴대전화 핸드폰
    """,
    "address": "住所 地址 주소 διεύθυνση",
}
# What a person in a row has, by the relation that the other one is then.
RELATIONS = {
    "spouse": """
        spouse spousesname spousename husband wife makemaka
        ehepartner ehepartnerin ehemann ehefrau conjoint conjointe epoux
        epouse
        esposo esposa conyuge echtgenoot echtgenote coniuge marito moglie conjuge marido malzonek
        malzonka manzel manzelka ektefelle aegtefaelle puoliso
        муж жена супруг супруга чоловік дружина 配偶者 配偶 배우자
    """,
    "partner": """
        partner partnersname partnername partnerin partenaire pareja partnerka
        compagno compagna companheiro sambo партнер
    """,
    "child": """
        child children kid kids kinder enfant enfants hijo hijos figlio figli filho filhos
        kinderen barn dziecko dzieci dite deti gyerek gyerekek copii djeca otroci lapset cocuk
        cocuklar дети ребенок діти 子供 子ども 孩子 자녀
    """,
}
# Columns that mean half a name beside the other half, and the whole of it without.
FIRST_OR_NAME = "nombre nome jmeno meno ime имя імя όνομα 名字"
LAST_OR_NAME = "nom nume"
FIRST_BESIDE_LAST = "ad adi"  # Turkish, too short to mean anything elsewhere
# What stands between a given and a family name: a second one of the first, a particle of the last.
MIDDLE = """
    middle middlename secondname weiterevornamen zweitervorname deuxiemeprenom segundonombre
    drugieimie
    отчество побатькові
"""
PARTICLE = "tussenvoegsel tussenvoegsels namensvorsatz"
# A part of the organisation in the column beside it.
DEPARTMENT = """
    department abteilung service departement departamento afdeling reparto dipartimento avdelning
    avdeling osasto dzial oddeleni oddelenie
"""
# Messengers and networks, each a column of its own.
SERVICES = """
    bluesky discord facebook icq instagram jabber linkedin mastodon matrix messenger skype signal
    telegram threema tiktok twitter viber wechat whatsapp xing xmpp
"""
