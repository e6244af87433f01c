//! Writes the sample invoices of numbers 1 to N into a folder, as Factur-X and as the file that it carries:
//! `invoices FOLDER N`.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

use documents::sale::samples::sample;
use documents::sale::{Look, cii, facturx};

type Failure = Box<dyn Error + Send + Sync>;

fn main() -> Result<(), Failure> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("a folder is wanted")?);
    let count: u32 = arguments.next().ok_or("a count is wanted")?.parse()?;
    std::fs::create_dir_all(&folder)?;
    let next = AtomicU32::new(1);
    let write_all = || -> Result<(), Failure> {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number > count {
                return Ok(());
            }
            write(&folder, number)?;
        }
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(write_all)).collect();
        running.into_iter().try_for_each(|thread| thread.join().map_err(|_| "a thread ended early")?)
    })
}

fn write(folder: &Path, number: u32) -> Result<(), Failure> {
    let sample = sample(number).ok_or("no such sample")?;
    let name = format!("{number:03}-{}", sample.name.replace(' ', "-"));
    let mut xml = Vec::new();
    cii::write(&sample.invoice, &sample.parties, &mut xml)?;
    std::fs::write(folder.join(format!("{name}.xml")), xml)?;
    let pdf = facturx::write(&sample.invoice, &sample.parties, &Look::default())?;
    std::fs::write(folder.join(format!("{name}.pdf")), pdf)?;
    Ok(())
}
