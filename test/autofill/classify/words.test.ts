import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { typeSaid } from '../../../src/autofill/classify/rules.ts';
import { wordsIn } from '../../../src/autofill/classify/words.ts';
import { runs } from '../../support/runs.ts';

const said = (text: string, isMasked = false) => typeSaid(new Set(wordsIn(text)), isMasked);

describe('what is written at a field', () => {
  it.each([
    [
      'email',
      ['E-mail', 'Adresse e-mail', 'Correo electrónico', 'メールアドレス', '电子邮箱', '이메일', 'Электронная почта'],
    ],
    ['email', ['user[email]', 'customerEmail', 'E-Mail-Adresse', 'Posta elettronica', 'דוא"ל', 'البريد الإلكتروني']],
    [
      'username',
      ['User name', 'Benutzername', "Nom d'utilisateur", 'Nombre de usuario', 'Nome utente', 'Gebruikersnaam'],
    ],
    ['username', ['Användarnamn', 'Brukernavn', 'Käyttäjänimi', 'Nazwa użytkownika', 'Uživatelské jméno', 'Логин']],
    [
      'username',
      ['Felhasználónév', 'Kullanıcı adı', 'Имя пользователя', 'ユーザー名', '用户名', '아이디', 'Tên đăng nhập'],
    ],
    ['given-name', ['First name', 'Vorname', 'Prénom', 'Voornaam', 'Förnamn', 'Etunimi', 'Imię', 'address.firstName']],
    [
      'family-name',
      ['Last name', 'Nachname', 'Apellidos', 'Cognome', 'Achternaam', 'Efternamn', 'Sukunimi', 'Фамилия', '姓'],
    ],
    ['name', ['Full name', 'Your name', 'Ihr Name', 'ФИО', 'お名前']],
    [
      'tel',
      ['Phone', 'Telefonnummer', 'Téléphone', 'Teléfono móvil', 'Puhelin', 'Телефон', '電話番号', '手机', '휴대전화'],
    ],
    [
      'postal-code',
      ['ZIP code', 'Postleitzahl', 'Code postal', 'Código postal', 'Kod pocztowy', 'PSČ', 'Индекс', '郵便番号'],
    ],
    ['address-level2', ['City', 'Stadt', 'Ort', 'Ville', 'Ciudad', 'Città', 'Kaupunki', 'Miasto', 'Şehir', 'Город']],
    ['country', ['Country', 'Land', 'Pays', 'País', 'Paese', 'Země', 'Ülke', 'Страна', '国']],
    [
      'cc-number',
      ['Card number', 'Kartennummer', 'Número de tarjeta', 'Numer karty', 'カード番号', 'Номер карты', 'ccnum'],
    ],
    ['cc-csc', ['CVV', 'Card security code', 'Sicherheitscode', 'Cryptogramme', 'セキュリティコード']],
    ['cc-exp', ['Expiry date', 'Valid thru', 'Gültig bis', 'MM/YY', '有効期限']],
    ['cc-exp-month', ['expMonth', 'card[exp_month]']],
    ['cc-name', ['Name on card', 'Karteninhaber', 'Titulaire de la carte']],
    ['house-number', ['House number', 'Hausnummer', 'Huisnummer', 'Numero civico', 'address_house_number']],
    [
      'address-line1',
      ['Street', 'Straße und Hausnummer', 'Straße, Hausnr.', 'House number and street name', 'Via e numero civico'],
    ],
    ['address-line1', ['Straat en huisnummer', 'Street name and house number', 'strasse_hausnummer']],
    ['bday', ['Date of birth', 'Geburtsdatum', 'Date de naissance', 'Дата рождения']],
    ['one-time-code', ['One-time code', 'Verification code', 'Bestätigungscode', 'otp', '인증번호']],
    ['search', ['Search', 'Suche', 'Rechercher', 'Buscar', 'Поиск', '検索']],
    ['unknown', ['Captcha', 'Leave this field blank', 'Promo code', 'Message', 'Company', 'Job title']],
  ])('means %s: %j', (type, texts) => {
    expect(texts.map((text) => [text, said(text)])).toEqual(texts.map((text) => [text, type]));
  });

  it('means another thing where what is typed is hidden', () => {
    expect(said('Current password', true)).toBe('current-password');
    expect(said('Confirm new password', true)).toBe('new-password');
    expect(said('Ancien mot de passe', true)).toBe('current-password');
    expect(said('Passwort wiederholen', true)).toBe('new-password');
    expect(said('Nowe hasło', true)).toBe('new-password');
    expect(said('CVC', true)).toBe('cc-csc');
    expect(said('Password', true)).toBeUndefined();
  });

  it('is the same however it is written', () => {
    for (const text of ['userName', 'user_name', 'USER-NAME', ' User  Name ', 'usér náme']) {
      expect(said(text)).toBe('username');
    }
  });

  it('is read, whatever it is, and the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        expect(wordsIn(text)).toEqual(wordsIn(` ${text} `));
      }),
      { numRuns: runs(100) },
    );
  });
});
