/// True for the number of an operator in suspension of excise: two letters and eleven letters or digits, as the Union
/// writes them (DTI+ schema, `identification-redevable`; regulation (EU) 389/2012).
pub fn is_accise_number(text: &str) -> bool {
    text.len() == 13
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && text.bytes().take(2).all(|byte| byte.is_ascii_alphabetic())
}
