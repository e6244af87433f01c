/// A file whose text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Undecodable {
    /// The physical line, counted from 1.
    pub(crate) line: u32,
    /// The text around the place, as far as it can be told.
    pub(crate) value: String,
    pub(crate) why: Unreadable,
}

/// Why a text cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unreadable {
    /// It is another kind of file: PDF, XML, ZIP (an .xlsx is one), OLE (an .xls is one), UTF-16 or BINARY.
    Foreign { format: &'static str },
    /// Neither UTF-8 nor, without any doubt, Windows-1252; the first doubtful byte, in hexadecimal.
    Encoding { byte: String },
}

/// The text of a file: UTF-8, with a byte order mark or not, else Windows-1252 when nothing speaks against
/// it.
pub(crate) fn decode(bytes: &[u8]) -> Result<String, Undecodable> {
    if let Some(format) = foreign(bytes) {
        return Err(error(bytes, 0, Unreadable::Foreign { format }));
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    // A file that DOS closed ends with this mark.
    let bytes = bytes.strip_suffix(b"\x1a").unwrap_or(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text.to_owned()),
        Err(_) => windows_1252(bytes),
    }
}

/// The kind of a file that is no table of text.
fn foreign(bytes: &[u8]) -> Option<&'static str> {
    let marks: [(&[u8], &str); 5] = [
        (b"%PDF", "PDF"),
        (b"PK\x03\x04", "ZIP"),
        (b"\xd0\xcf\x11\xe0", "OLE"),
        (b"\xff\xfe", "UTF-16"),
        (b"\xfe\xff", "UTF-16"),
    ];
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let marked = marks.into_iter().find(|(mark, _)| bytes.starts_with(mark)).map(|(_, format)| format);
    let xml = text.trim_ascii_start().starts_with(b"<").then_some("XML");
    marked.or(xml).or_else(|| bytes.contains(&0).then_some("BINARY"))
}

/// Reads Windows-1252, of which Latin-1 is the part that French needs.
///
/// Its bytes could be those of a DOS (CP850) or Mac file as well, and then a label would be mangled without a
/// trace. So every character beyond ASCII must be one that French text has, and stand where French text has
/// it; `É` read as `‚` or a capital in the middle of a small word gives such a file away. One letter remains
/// that no rule parts, the `È` of DOS being the `Ô` of Windows, so another accented letter must speak for
/// Windows too.
fn windows_1252(bytes: &[u8]) -> Result<String, Undecodable> {
    let text: Vec<char> = bytes.iter().map(|byte| character(*byte)).collect();
    let beyond_ascii = || text.iter().enumerate().filter(|(_, character)| !character.is_ascii());
    let before = |index: usize| index.checked_sub(1).and_then(|index| text.get(index)).copied();
    let doubtful = beyond_ascii()
        .find(|(index, character)| !is_french(before(*index), **character, text.get(index + 1).copied()));
    let certain = beyond_ascii().any(|(_, character)| character.is_alphabetic() && *character != 'Ô');
    match doubtful.or_else(|| beyond_ascii().next().filter(|_| !certain)) {
        Some((index, _)) => {
            let byte = bytes.get(index).map_or_else(String::new, |byte| format!("{byte:02X}"));
            Err(error(bytes, index, Unreadable::Encoding { byte }))
        }
        None => Ok(text.into_iter().collect()),
    }
}

/// The character of a byte in Windows-1252, for the few of 80 to 9F that French uses; the others stay
/// controls, which no text holds.
fn character(byte: u8) -> char {
    match byte {
        0x8c => 'Œ',
        0x92 => '’',
        0x96 => '–',
        0x9c => 'œ',
        _ => char::from(byte),
    }
}

fn is_french(before: Option<char>, character: char, after: Option<char>) -> bool {
    let is = |neighbour: Option<char>, what: fn(char) -> bool| neighbour.is_some_and(what);
    let in_word = is(before, char::is_alphabetic) && is(after, char::is_alphabetic);
    match character {
        // A capital follows no small letter, and Œ begins œil or œuf where DOS would mean the î of île.
        'À' | 'Â' | 'Ä' | 'Ç' | 'É' | 'È' | 'Ê' | 'Ë' | 'Î' | 'Ï' | 'Ô' | 'Ö' | 'Ù' | 'Û' | 'Ü' | 'Æ' => {
            !is(before, char::is_lowercase)
        }
        'Œ' => !is(before, char::is_lowercase) && is(after, |next| matches!(next, 'i' | 'u' | 'I' | 'U')),
        // A small letter does not stand before a capital.
        'à' | 'â' | 'ä' | 'ç' | 'é' | 'è' | 'ê' | 'ë' | 'î' | 'ï' | 'ô' | 'ö' | 'ù' | 'û' | 'ü' | 'ÿ'
        | 'æ' | 'œ' | 'ñ' => !is(after, char::is_uppercase),
        '’' | '´' => true,
        '–' => is(before, char::is_whitespace) && is(after, char::is_whitespace),
        '«' | '»' | '°' | '²' | '³' | '§' | '\u{a0}' => !in_word,
        _ => false,
    }
}

/// True where a text holds what only a wrong conversion makes: the replacement character, a control
/// character, or UTF-8 that was read as Windows-1252 on its way (`Ã©`, `â€™`).
pub(crate) fn is_mangled(text: &str) -> bool {
    let control = |character: char| character.is_control() && !matches!(character, '\n' | '\r' | '\t');
    if text.is_ascii() {
        return text.chars().any(control);
    }
    let pairs = text.chars().zip(text.chars().skip(1));
    let mut misread = pairs.filter(|(first, second)| match first {
        'Ã' | 'Â' => is_high_byte(*second),
        'â' => *second == '€',
        _ => false,
    });
    text.chars().any(|character| character == '\u{fffd}' || control(character)) || misread.next().is_some()
}

/// What Windows-1252 reads in a byte of 80 to BF, the only ones that continue a character in UTF-8.
const fn is_high_byte(character: char) -> bool {
    matches!(
        character,
        '\u{80}'..='\u{bf}' | '\u{2013}'..='\u{203a}' | '€' | '™' | 'Œ' | 'œ' | 'Š' | 'š' | 'Ž' | 'ž' | 'Ÿ' | 'ƒ' | 'ˆ' | '˜'
    )
}

/// An error at a byte, with the text of its line that precedes and follows it.
fn error(bytes: &[u8], index: usize, why: Unreadable) -> Undecodable {
    let before = bytes.get(..index).unwrap_or_default();
    let line = before.split(|byte| *byte == b'\n').count();
    let start =
        before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1).max(index.saturating_sub(20));
    let around = bytes.get(start..).unwrap_or_default();
    let around = around.split(|byte| matches!(byte, b'\n' | b'\r')).next().unwrap_or_default();
    let around = around.get(..40).unwrap_or(around);
    Undecodable {
        line: u32::try_from(line).unwrap_or(u32::MAX),
        value: String::from_utf8_lossy(around).into_owned(),
        why,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::wines;

    fn doubtful_line(bytes: &[u8]) -> Option<u32> {
        decode(bytes).err().filter(|it| matches!(it.why, Unreadable::Encoding { .. })).map(|it| it.line)
    }

    #[test]
    fn utf_8_and_windows_1252_are_read() {
        assert_eq!(decode("\u{feff}Sèvre".as_bytes()).as_deref(), Ok("Sèvre"));
        assert_eq!(decode(b"Ros\xe9 d\x92Anjou\x1a").as_deref(), Ok("Rosé d’Anjou"));
        let text = b"CR\xc9MANT DE LOIRE, C\xd4TES, \x8cil de perdrix, cr\xe9\xe9e \x96 fin, C\x9cur, 12\xb0";
        assert_eq!(
            decode(text).as_deref(),
            Ok("CRÉMANT DE LOIRE, CÔTES, Œil de perdrix, créée – fin, Cœur, 12°")
        );
        assert_eq!(decode(b"").as_deref(), Ok(""));
    }

    #[test]
    fn what_may_be_dos_or_mac_is_refused() {
        let dos: [&[u8]; 6] = [b"Ros\x82", b"S\x8avre", b"C\x93tes", b"ROS\x90", b"S\xd4VRE", b"C\xe2TES"];
        let mac: [&[u8]; 5] = [b"Ros\x8e", b"S\x8fvre", b"C\x99tes", b"S\xe9VRE", b"c\xcfur"];
        for bytes in dos.into_iter().chain(mac) {
            assert_eq!(doubtful_line(bytes), Some(1), "{bytes:x?}");
        }
        let error = decode(b"a\nb,c\xe9\nRos\x82 d'Anjou\n").unwrap_err();
        assert_eq!((error.line, error.value.as_str()), (3, "Ros\u{fffd} d'Anjou"));
        assert_eq!(error.why, Unreadable::Encoding { byte: "82".to_owned() });
    }

    /// The French letters of the wines' labels in three encodings: Windows-1252, DOS (CP850) and Mac.
    const LETTERS: [(char, [u8; 3]); 24] = [
        ('â', [0xe2, 0x83, 0x89]),
        ('à', [0xe0, 0x85, 0x88]),
        ('ç', [0xe7, 0x87, 0x8d]),
        ('é', [0xe9, 0x82, 0x8e]),
        ('è', [0xe8, 0x8a, 0x8f]),
        ('ê', [0xea, 0x88, 0x90]),
        ('ë', [0xeb, 0x89, 0x91]),
        ('î', [0xee, 0x8c, 0x94]),
        ('ï', [0xef, 0x8b, 0x95]),
        ('ô', [0xf4, 0x93, 0x99]),
        ('ù', [0xf9, 0x97, 0x9d]),
        ('û', [0xfb, 0x96, 0x9e]),
        ('Â', [0xc2, 0xb6, 0xe5]),
        ('À', [0xc0, 0xb7, 0xcb]),
        ('Ç', [0xc7, 0x80, 0x82]),
        ('É', [0xc9, 0x90, 0x83]),
        ('È', [0xc8, 0xd4, 0xe9]),
        ('Ê', [0xca, 0xd2, 0xe6]),
        ('Ë', [0xcb, 0xd3, 0xe8]),
        ('Î', [0xce, 0xd7, 0xeb]),
        ('Ï', [0xcf, 0xd8, 0xec]),
        ('Ô', [0xd4, 0xe2, 0xef]),
        ('Ù', [0xd9, 0xeb, 0xf4]),
        ('Û', [0xdb, 0xea, 0xf3]),
    ];

    fn encoded(text: &str, encoding: usize) -> Vec<u8> {
        let byte = |character: char| {
            let letter = LETTERS.iter().find(|(letter, _)| *letter == character);
            letter.map_or_else(|| u8::try_from(character).unwrap(), |(_, bytes)| bytes[encoding])
        };
        text.chars().map(byte).collect()
    }

    #[test]
    fn no_label_is_ever_mangled() {
        let labels = wines::all().iter().flat_map(|wine| [wine.label.clone(), wine.label.to_uppercase()]);
        for label in labels.filter(|label| !label.is_ascii()) {
            let windows = decode(&encoded(&label, 0));
            let only_o = label.chars().all(|character| character.is_ascii() || character == 'Ô');
            assert!(
                windows.is_err() == only_o && windows.is_ok_and(|text| text == label) != only_o,
                "{label}"
            );
            for foreign in [1, 2] {
                assert!(decode(&encoded(&label, foreign)).is_err(), "{label} {foreign}");
            }
        }
    }

    #[test]
    fn other_files_are_told_by_their_first_bytes() {
        let format = |bytes: &[u8]| match decode(bytes) {
            Err(Undecodable { why: Unreadable::Foreign { format }, .. }) => Some(format),
            _ => None,
        };
        assert_eq!(format(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"), Some("PDF"));
        assert_eq!(format(b"PK\x03\x04\x14"), Some("ZIP"));
        assert_eq!(format(b"\xd0\xcf\x11\xe0\xa1"), Some("OLE"));
        assert_eq!(format(b"\xff\xfeC\0A\0"), Some("UTF-16"));
        assert_eq!(format("\u{feff}\n <?xml".as_bytes()), Some("XML"));
        assert_eq!(format(b"CAVE,\0"), Some("BINARY"));
    }

    #[test]
    fn mangled_text_is_told_from_french() {
        for text in ["S\u{fffd}vre", "SÃ¨vre", "Câ€™est", "RosÃ©", "Â°", "a\u{7}", "Ã\u{89}"] {
            assert!(is_mangled(text), "{text}");
        }
        for text in ["Sèvre", "CHÂTEAU", "12 €", "l’été", "ÇÂT", "two\nlines", "Ão", "Câ €"] {
            assert!(!is_mangled(text), "{text}");
        }
    }
}
