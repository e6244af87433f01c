/// True when the last digit is the key of those before it: from the right, every second digit counts double, the digits
/// of what that gives are added, and the whole is a multiple of ten (ISO/IEC 7812-1, annex B). Any one wrong digit is
/// found. The text is of ASCII digits.
pub(super) fn holds(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte.wrapping_sub(b'0'));
            let counted = if place % 2 == 0 { digit } else { 2 * digit };
            counted / 10 + counted % 10
        })
        .sum();
    sum.is_multiple_of(10)
}
