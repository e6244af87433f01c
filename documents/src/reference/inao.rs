/// The INAO code in the form in which CIEL knows it, or `None` where the text is not one.
///
/// Six to eight characters, significant spaces included (DTI+ viti schema 1.0.14): a digit of 1 to 5 for the
/// kind of indication, a letter, three digits, and up to three more characters. A code of five characters
/// takes a trailing space.
pub fn inao_code(text: &str) -> Option<String> {
    let code = text.trim();
    let body = |byte: &u8| byte.is_ascii_digit() || byte.is_ascii_uppercase() || *byte == b' ';
    let bytes = code.as_bytes();
    let (head, tail) = bytes.split_at_checked(5)?;
    let well_formed = matches!(head[0], b'1'..=b'5')
        && head[1].is_ascii_uppercase()
        && head[2..].iter().all(u8::is_ascii_digit)
        && tail.len() <= 3
        && tail.iter().all(body);
    well_formed.then(|| format!("{code:<6}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_padded_as_ciel_pads_them() {
        for (text, code) in [
            ("1B228", "1B228 "),
            ("1B228 ", "1B228 "),
            ("1B228 01", "1B228 01"),
            ("1B225M 1", "1B225M 1"),
            ("1R203S", "1R203S"),
            ("4X999V", "4X999V"),
        ] {
            assert_eq!(inao_code(text).as_deref(), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_not_a_code_is_none() {
        for text in [
            "",
            "1B22",
            "1B23O",
            "6B228",
            "BB228",
            "1B228 0123",
            "1b228",
            "VT_IG_AOP",
            "1B228é",
            "été d'hiver",
        ] {
            assert_eq!(inao_code(text), None, "{text}");
        }
    }
}
