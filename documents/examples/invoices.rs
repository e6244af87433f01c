//! Writes the sample invoices of numbers 1 to N into a folder: `invoices FOLDER N`.

use std::error::Error;
use std::path::PathBuf;

use documents::sale::samples::sample;
use documents::sale::{Look, facturx};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder is wanted")?);
    let count: u32 = arguments.next().ok_or("a count is wanted")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    for number in 1..=count {
        let sample = sample(number).ok_or("no such sample")?;
        let name = format!("{number:03}-{}", sample.name.replace(' ', "-"));
        let pdf = facturx::write(&sample.invoice, &sample.parties, &Look::default())?;
        std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
    }
    Ok(())
}
