/**
 * What people and programmers write at fields, by what is meant, in some twenty languages: each an expression over words in small
 * letters without accents, with one space between them and at both ends, so that a space is the edge of a word.
 */
const sources = {
  email: 'e ?mail|courriel|correo|posta el|メール|邮[箱件]|[郵信]箱|이메일|почт|имейл|דוא|البريد| mail(?!ing)',
  user: 'user|usr|log ?in ?(?:name|id)|logon|benutz|anmeldename|zugang|utili[sz]|usu |usuari|utente|identifi(?:ant|ca)|identyf|gebruik|anvand|bru[gk]er|kaytt|felhas|uzytk|uzivat|korisn|kullan|пользов|логин|ユーザ|用[户戶]|[账帐][号户]|帳號|아이디|사용자|משתמש|المستخدم|χρηστ|ten dang|tai khoan|penggun| nick|screen ?name|pseudo| handle | uid| login | net ?id',
  nick: '(?:user|log ?in| u) ?name|nom d ut|nom\\w+ d\\w* usu|nome utente|имя польз|用[户戶]名|ユーザー?名|benutzern|gebruikersn|bru[gk]ern|anvandarn|kayttajan|felhasznalon|kullanici a|nazwa uz|uzivatelske j|사용자 ?이름|ten dang nhap',
  account:
    'account|acct|konto|compte|cuenta|member|mitgl|customer|kund|klient|client|contra(?:ct|to)|vertrag|loyalty|access ?(?:id|code|number)|会[員员]|회원|契約|log ?in ?(?:no|num)|acc ?no',
  login:
    'log ?[io]n|sign ?in|anmeld|connexion|connecte|identif|inicia|acce[ds]|acess|ingres|entrar|inlog|logga|logg inn|kirjaud|zalog|logow|prihlas|bejel|autent|auth|giris|войти|вход|ログイン|登[录入錄]|로그인|התחבר|כניסה|تسجيل|συνδε|dang nhap|masuk| sso',
  signup:
    'sign ?up|regis|join|creat|new (?:user|customer|account|member)|get start|konto er|inscri|inscre|crear|cadast|iscri|rejest|zaloz|aanmak|skapa|opret|rekist|vytvor|kayit|uye ol|регистр|созда|登録|注[册冊]|회원가입|הרשמ|εγγρα|dang ky|daftar|enroll',
  pass: 'pass ?w|pass ?phr| pass |ps?wd|psw|kennwort|mot de p| mdp|contras|clave|senha|palavra|wachtw|losen|passord|adgang|kodeord|salas|haslo|heslo|jelsz|parol|lozin|sifre|парол|パスワード|密[码碼]|비밀|סיסמ|كلمة|κωδικ|mat khau|sandi',
  fresh:
    ' new|creat|choose|select a|neu|nouv|nuev|nov[aoiey] |nuov|nieuw|nytt|uusi|now[ey]|yeni|нов|新し|新密|새 |register|sign ?up|strong|at least|minim|charact',
  again:
    'confirm|verif|repe|re ?typ|re ?ent|re ?pas|again|match|bestat|wiederh|repit|conferm|ripet|herha|bevest|gjent|gentag|vahv|powt|potvr|megeros|tekrar|подтв|повтор|[確确]認|确认|再|확인|lai|ulang|check',
  old: 'current|old |existing|previous|aktuell|altes|actuel|ancien|actual|antig|atual|huidig|oud|attual|vecchi|nuvar|stare|soucas|mevcut|текущ|стар|現在|当前|旧|현재',
  code: ' otp|one ?time|2 ?fa|mfa|two ?fac|totp|token|einmal|(?:verif\\w*|auth\\w*|sms|email|login|confirm\\w*|access|digit|security|pass) ?code|(?:bestatigungs|sicherheits) ?code|code de|codi[cg][oe] d|engangs|[验驗]证?碼|验证码|認証|인증|код',
  stop: 'captcha|image|characters y|robot|human|spam|honey|(?:leave|keep) (?:this )?(?:field )?(?:blank|empty)|not fill| pot | bot | hp |website',
  answer: 'answer|question|secret ?[qa]|hint|antwort|memorable',
  card: ' cards? |card ?(?:no|num|holder|name|code|typ|exp|ver|sec)|(?:credit|debit|payment) ?card|kart|kreditk|carte |tarjeta|carta|kaart|betaalk|kort|カード|卡|카드|карт| cc | cc(?:n|e|v|t)| pan ',
  number: 'num| no | nr|номер|号|번호|#',
  csc: 'cv[vcn]|csc| cid |cvd|security ?(?:code|number)|card ?(?:code|verif)|verification (?:number|value)|prufz|sicherheitscode|kartenpr|cryptog|codi[cg][oe] d\\w* s|セキュリティ|安全码',
  exp: ' exp|expir| ex date|valid ?(?:thru|until|to|through)|gultig|ablauf|verfall|caduc|vencim|scad|verval|utgang|udlob|wazn|platn|lejar|son kul|有効|有效|유효|срок|mm ?(?:yy|aa|jj)|ccexp',
  month: 'month|monat|mois| mes |mese |maand|mane?ad|miesia|mesic|honap| ay |месяц|月|월| mm |mnth|exp ?m',
  year: 'year|jahr|annee| ano |anno |jaar| rok| yil |год|年|년| yy| jj| aaaa|exp ?y',
  day: ' day| tag |jour |dia |giorno|dag |dzien| den | gun |день|日|일 | dd ',
  birth:
    'birth|dob |geburt|naiss|nacim|nascim|nascita|geboor|fodel|fods|syntym|urodz|naroz|szulet|dogum|рожд|生年|生日|생년|sinh|lahir',
  first:
    'first|given|vorname|prenom|nombre| nome | f ?name|voorn|forn[an]|etunimi|imie|jmeno|kereszt|prenume| ime | adi|имя|名 |名字|פרטי|forename',
  last: 'last|sur ?name|family|nachn|familien|nom de f| nom |apellido|sobren|cognome|achtern|efter[nv]|etternavn|sukunimi|nazwisko|prijmeni|vezetek|prezime|soyad|фамил|姓|성 | l ?name|משפחה| ho ',
  middle: 'middle|second name|zweiter|отчес|initial| mi | m ?name|midname',
  name: 'name|naam|namn|navn|nimi|nazw|nome|nombre| nom |nev |имя|фио|氏名|名前|姓名|성명|이름|isim|שם',
  full: 'full|your name|vollst|complet|фио|氏名|姓名|성명|first.{0,9}last|contact ?name|ho ten|nama|real ?name|name (?:and|und|et|y) ',
  holder:
    'holder|inhaber|titula|intestat|name.{0,9}card|on (?:the )?card|owner|держат|名義|持卡|card ?name|cc ?name|emboss|houder',
  phone:
    'phone|mobil|tel |tele|handy|cell|fon |puhelin|gsm| тел|電話|手[机機]|휴대|전화|טלפון|جوال|dien thoai|whatsapp|fax|ponsel|movil|celular',
  area: 'area ?code|vorwahl| ddd |phone ?1 ',
  dial: 'country ?code|dial|calling|phone ?(?:country|code|prefix)|prefi[xj]| intl',
  local: ' local|phone ?[23] ',
  address:
    'addr|adres|direcc|domicil|endere|indiri|anschrift|osoite|lakcim|адрес|住所|地址|주소|כתובת|عنوان|dia chi|alamat',
  street:
    'street|stras|straat|str | rue |calle| rua | via |gata |gate |ulic|utca|sokak|улиц|町|街|lines? ?1|(?:addr|address|adresse) ?1 ',
  second:
    '(?:addr|address|adresse|street|strasse|lines?) ?(?:line ?)?2|ad2|apt|apart|suite|unit |floor|zusatz|complem|piso|buildi|建物|flat |etage|line two|bldg',
  third: '(?:addr|address|line|street) ?(?:line ?)?3',
  // Not where a street is asked for in the same breath: “Straße und Hausnummer”, “House number and street name”.
  house:
    '(?<!str\\w* (?:name )?(?:and|und|u|en) |stras+e |str )(?:house ?(?:no|num|nr|name)|hausn|huisn)(?!\\w* (?:\\w+ )?(?:and|und|en|or) str)|street ?(?:no|num)|(?<! e (?:n |numero )?)civico|番地',
  city: 'city|town|stadt| ort |ville|ciudad|cidade|citta|comune|plaats|stad |postort|kaupunki|miast|miejsc|mesto|obec|varos|telepul|sehir|ilce|город|市|도시|시 |עיר|locali|suburb|munici|thanh pho|kota',
  state:
    'state|provin|region|bundesl|county|etat |estado|stato|fylke|wojew|kraj |megye| il |област|регион|都道府|省|州|prefect|distric|canton|kanton|subdivis|tinh|admin',
  zip: 'zip|post ?(?:al|code|nr|num|leit)|plz| cep |cap |c p |poczt|psc |irany|posta kod|индекс|[郵邮][便编政]|우편|pcode|pin ?code|מיקוד',
  country: 'countr| land |pays|pais|paese|nation|maa |panst|zeme|orszag|ulke|стран|국|国|國|ארץ|quoc gia|negara',
  company:
    'compan|organi[sz]|firm|untern|entrep|societe|empresa|aziend|bedrij|foretag|busines|employ|sirket|компан|会社|公司|회사|institut|school',
  coupon: 'coupon|promo|vouch|gutsch|discou|rabat|referr|invit|redeem',
  misc: 'url|domain|display ?name| ext |extension|durchwah|salut|anrede|civilit|honorif| title|titel| gender| sex |suffi|job|position|occupat|role|industr|departm|branche|ssn|social ?sec|tax|vat|cpf|passpor|licen|national|identit|id ?(?:card|number)|policy|reserv|bookin|invoic|referen|trackin|amount|quanti|qty|price|montant|donat| tip|how m|room|adult|child|guest|number of| age |edad| type| typ |kind|category|reason|issue|topic|how did|languag|currenc|time ?zone',
  search:
    'search|such|recherch|busca|pesqui|cerca|zoek| sok|haku|szuk|hled|keres| ara |поиск|検索|搜|검색|חיפוש|بحث|query| q |keyword|filter|find',
  news: 'newsl|subscri|abonn|mailing|updates|suscri|рассыл|購読|[订訂][阅閱]|구독|latest news|weekly|stay (?:in|up)|sign up for|news |insider|exclusiv',
  write:
    'messag|comment|subject|enquir| inquir|nachricht|betreff|anfrage|komment|feedback|mensa|bericht|meddel|wiadom|zprav|uzenet|mesaj|сообщ|お問|留言|문의|contact us|in touch',
  date: 'date|datum|fecha|yyyy|日付|check ?(?:in|out)|arriv|depart',
  forgot:
    'forg|lost|reset|vergess|oubli|olvid|recup|esquec|dimentic|verget|glemt|glomt|unoht|zapom|elfel|unut|забыл|忘|잊|שכחת|quen|lupa|recover|trouble',
  terms: 'terms|privacy|agree|conditions|agb|datensch|accept|consent|polic|polit|規約|协议|약관|соглас',
  ship: 'ship|deliver|liefer|livrai|envio|billing|rechn|factur|checkout|paymen|order|cart |zahl|paiem|pago|purchas|donat',
  next: 'next|contin|weiter|suivan|siguie|proxim|avanti|volgen|nasta|dalej|dalsi|tovabb|devam|далее|продолж|次へ|下一|계속|다음|proceed',
  send: 'submit|send|go |ok |envoy|valid|enviar|invia|verst|verzend|skicka|wysl|odesl|kuld|gonder|отправ|送信|提交|보내|done|save|apply|update|change|request',
  pay: 'pay|order|checkout|buy|purchas|donat|bestell|kauf|achet|compra|acquist|zamow|place|complete|book',
  leave:
    'cancel|close|back|abbrech|zuruck|annul|ferm|retour|volver|cerrar|chiudi|clear|remove|edit|delete|skip|dismis|no thanks|not now|previous|hide|show|toggl|reveal|eye|info|toolt|help|learn|more|menu|nav|open|why|what|view',
  social:
    'google|facebo|apple|github|twitter|linkedi|microso|amazon|paypal|yaho|passkey|face id|qr |single sign|okta|resend|send (?:me )?(?:a )?(?:code|link|again)|add |another|guest|instea|differen|use ',
} as const;

export type Word = keyof typeof sources;

/** Letters that are no other one with a mark. */
const whole: Readonly<Record<string, string>> = { ß: 'ss', ł: 'l', ø: 'o', đ: 'd', ı: 'i', æ: 'ae', œ: 'oe' };

/** A text without accents, in small letters: words with one space between them and at both ends. */
function plainWords(text: string): string {
  const parts = text.replace(/(\p{Ll})(?=\p{Lu})/gu, '$1 ').normalize('NFKD');
  return ` ${parts
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[ßłøđıæœ]/g, (letter) => whole[letter] ?? letter)
    .replace(/[^\p{L}\p{N}#]+|(?<=\p{L})(?=\d)|(?<=\d)(?=\p{Ll})/gu, ' ')
    .trim()} `;
}

const words = (Object.entries(sources) as [Word, string][]).map(
  ([word, source]) => [word, new RegExp(source.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC'))] as const,
);

/** Names and labels come again: in a form, and at each look at it. */
const known = new Map<string, readonly Word[]>();
const mostKnown = 2_000;

/**
 * Reads texts of which will be asked what they speak of. Of all words together few are spoken of: each is looked for in
 * everything at once, and only those that are there in each text.
 */
export function readTexts(texts: readonly string[]): void {
  if (known.size >= mostKnown) known.clear();
  const fresh = [...new Set(texts)].filter((text) => !known.has(text)).map((text) => [text, plainWords(text)] as const);
  if (fresh.length === 0) return;
  const everything = fresh.map(([, plain]) => plain).join('\n');
  const spoken = words.filter(([, pattern]) => pattern.test(everything));
  for (const [text, plain] of fresh) {
    const found = spoken.flatMap(([word, pattern]) => (pattern.test(plain) ? [word] : []));
    known.set(text, found);
  }
}

/** What a text speaks of. */
export function wordsIn(text: string): readonly Word[] {
  if (!known.has(text)) readTexts([text]);
  return known.get(text) ?? [];
}
