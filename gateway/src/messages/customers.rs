//! Every code of a mistake in a list of customers with its sentence. `{name}` is a parameter of the problem.

use super::catalogue::Sentence;

#[rustfmt::skip]
pub(super) const SENTENCES: &[Sentence] = &[
    ("CUSTOMERS_CSV_NOT_CSV", "ce fichier n'est pas un CSV ({format}) : exportez-le en CSV", "this is not a CSV file ({format}): export it as CSV"),
    ("CUSTOMERS_CSV_ENCODING", "l'octet {byte} laisse un doute sur l'encodage : enregistrez le fichier en UTF-8", "byte {byte} leaves the encoding in doubt: save the file as UTF-8"),
    ("CUSTOMERS_CSV_MANGLED_TEXT", "le texte a été abîmé par une conversion avant d'arriver ici", "the text was mangled before it came here"),
    ("CUSTOMERS_CSV_NO_ROWS", "le fichier ne contient aucun client", "the file has no customer"),
    ("CUSTOMERS_CSV_NO_HEADER", "la première ligne doit nommer les colonnes, dont « Nom » ou « Raison sociale » : est-ce bien une liste de clients ?", "the first row must name the columns, “Name” or “Company” among them: is this a list of customers?"),
    ("CUSTOMERS_CSV_COLUMN_TWICE", "cette colonne dit la même chose que la colonne {first} : gardez-en une", "this column is the same as column {first}: keep one"),
    ("CUSTOMERS_CSV_QUOTE_UNCLOSED", "un guillemet s'ouvre et ne se ferme pas", "a quote is never closed"),
    ("CUSTOMERS_CSV_QUOTE_STRAY", "du texte suit un guillemet fermant", "text follows a closing quote"),
    ("CUSTOMERS_CSV_TOO_MANY_COLUMNS", "une valeur dépasse la colonne {last}, la dernière de l'en-tête : séparateur sans guillemets ?", "a value stands beyond column {last}, the header's last: a separator without quotes?"),
    ("CUSTOMERS_CSV_TOO_MANY_ROWS", "plus de {most} lignes : partagez le fichier", "more than {most} rows: split the file"),
    ("CUSTOMERS_CSV_TOO_MANY_MISTAKES", "plus de {most} erreurs : corrigez d'abord celles-ci", "more than {most} mistakes: mend these first"),
    ("CUSTOMERS_CSV_KIND", "le type est entreprise, particulier, fournisseur ou transporteur", "the type is company, consumer, supplier or carrier"),
    ("CUSTOMERS_CSV_COUNTRY", "aucun pays ne porte ce nom ni ce code", "no country has this name or code"),
    ("CUSTOMERS_CSV_LANGUAGE", "la langue est le français ou l'anglais", "the language is French or English"),
    ("CUSTOMERS_CSV_PAYMENT_DAYS", "le délai se dit en jours à partir de la facture : 30, 45 jours, comptant", "terms are told in days from the invoice: 30, 45 days, cash"),
    ("CUSTOMERS_CSV_YES_NO", "dites oui ou non", "say yes or no"),
    ("CUSTOMERS_CSV_DATE", "une date s'écrit JJ/MM/AAAA ou AAAA-MM-JJ", "a day is written DD/MM/YYYY or YYYY-MM-DD"),
    ("CUSTOMERS_CSV_CONSENT_UNDATED", "un consentement doit être daté", "a consent must have its day"),
];
