use super::VatNumber;
use super::vat_number::key_of;

/// How each country of the Union, and Northern Ireland (`XI`), writes its VAT numbers behind the two letters: `d` a
/// digit, `l` a letter, `x` either, anything else itself (European Commission, VIES, frequently asked questions, « What
/// is the format of VAT numbers? »). France has a key besides.
const FORMATS: [(&str, &[&str]); 28] = [
    ("AT", &["Udddddddd"]),
    ("BE", &["0ddddddddd", "1ddddddddd"]),
    ("BG", &["ddddddddd", "dddddddddd"]),
    ("CY", &["ddddddddl"]),
    ("CZ", &["dddddddd", "ddddddddd", "dddddddddd"]),
    ("DE", &["ddddddddd"]),
    ("DK", &["dddddddd"]),
    ("EE", &["ddddddddd"]),
    ("EL", &["ddddddddd"]),
    ("ES", &["ldddddddx", "ddddddddl"]),
    ("FI", &["dddddddd"]),
    ("FR", &["xxddddddddd"]),
    ("HR", &["ddddddddddd"]),
    ("HU", &["dddddddd"]),
    ("IE", &["dxdddddl", "dddddddll"]),
    ("IT", &["ddddddddddd"]),
    ("LT", &["ddddddddd", "dddddddddddd"]),
    ("LU", &["dddddddd"]),
    ("LV", &["ddddddddddd"]),
    ("MT", &["dddddddd"]),
    ("NL", &["xxxxxxxxxBxx"]),
    ("PL", &["dddddddddd"]),
    ("PT", &["ddddddddd"]),
    ("RO", &["dd", "ddd", "dddd", "ddddd", "dddddd", "ddddddd", "dddddddd", "ddddddddd", "dddddddddd"]),
    ("SE", &["dddddddddddd"]),
    ("SI", &["dddddddd"]),
    ("SK", &["dddddddddd"]),
    ("XI", &["ddddddddd", "dddddddddddd", "GDddd", "HAddd"]),
];

/// Monaco's numbers are French ones whose nine digits begin so and are no SIREN.
const MONACO: &str = "000";

/// True for what begins as the VAT numbers of a country of the Union do, or of Northern Ireland.
pub fn is_of_the_union(vat_number: &str) -> bool {
    formats(vat_number).is_some()
}

/// True for a VAT number of the Union, written without spaces in capitals: as its country writes them, and a French one
/// with its key and SIREN. Whether it is somebody's, VIES tells.
pub fn is_union_vat_number(text: &str) -> bool {
    let Some((formats, rest)) = formats(text) else { return false };
    let fits = formats.iter().any(|format| is_written(rest, format));
    fits && (!text.starts_with("FR") || VatNumber::parse(text).is_ok() || is_of_monaco(rest))
}

fn formats(text: &str) -> Option<(&'static [&'static str], &str)> {
    let (country, rest) = text.split_at_checked(2)?;
    let (_, formats) = FORMATS.iter().find(|(known, _)| *known == country)?;
    Some((formats, rest))
}

fn is_written(text: &str, format: &str) -> bool {
    let fits = |(byte, place): (u8, u8)| match place {
        b'd' => byte.is_ascii_digit(),
        b'l' => byte.is_ascii_uppercase(),
        b'x' => byte.is_ascii_digit() || byte.is_ascii_uppercase(),
        literal => byte == literal,
    };
    text.len() == format.len() && text.bytes().zip(format.bytes()).all(fits)
}

fn is_of_monaco(rest: &str) -> bool {
    rest.split_at_checked(2).is_some_and(|(key, digits)| digits.starts_with(MONACO) && key == key_of(digits))
}
