mod codes;
mod demo;
mod every_code;
mod examples;
mod forms;
mod robustness;
mod round_trip;
mod sheet;

/// The bytes of a file.
fn write(file: &super::DrmFile) -> Vec<u8> {
    let mut bytes = Vec::new();
    super::write(file, &mut bytes).unwrap();
    bytes
}
