//! Invoices as Factur-X: one of twelve lines, warm, and a thousand in a row with what the process then holds. The floor is the
//! file that the PDF carries alone: the same value written as XML, without a page.

use std::time::Instant;

use documents::sale::samples::{Sample, with_lines};
use documents::sale::{Look, cii, facturx};

use crate::Failure;
use crate::args::InvoicePdf;
use crate::report::{Report, Target};

const MADE: &str = "Factur-X of 12 lines, ms";
const LONG: &str = "Factur-X of 100 lines, ms";
const FLOOR: &str = "its XML alone, ms";
const HELD: &str = "memory after all of them, MB";

/// How often the long one is made; the median counts.
const LONG_TIMES: u32 = 21;

/// `bench invoice-pdf`
pub fn run(args: InvoicePdf) -> Result<(), Failure> {
    let look = Look::default();
    let mut report = Report::default();
    // The first reads the fonts and the templates.
    make(0, 12, &look)?;
    let mut most = 0.0_f64;
    for turn in 1..=args.count {
        report.note(MADE, make(turn, 12, &look)?);
        if turn % 50 == 0 {
            most = most.max(resident_mb()?);
        }
    }
    report.note(HELD, most.max(resident_mb()?));
    for turn in 1..=LONG_TIMES {
        report.note(LONG, make(turn, 100, &look)?);
        report.note(FLOOR, floor(turn)?);
    }
    let at_most = |name, bound| Target { name, figure: report.median(name), bound, at_most: true };
    let targets = [at_most(MADE, 10.0), at_most(HELD, 150.0)];
    report.print_medians(&targets);
    if let Some(path) = &args.json {
        report.write(&targets, path)?;
    }
    Ok(())
}

/// Another invoice each time: the same one is remembered.
fn made(turn: u32, lines: i64) -> Result<Sample, Failure> {
    with_lines(turn, lines).ok_or_else(|| "no such sample".into())
}

fn make(turn: u32, lines: i64, look: &Look) -> Result<f64, Failure> {
    let sample = made(turn, lines)?;
    let since = Instant::now();
    facturx::write(&sample.invoice, &sample.parties, look)?;
    Ok(since.elapsed().as_secs_f64() * 1_000.0)
}

fn floor(turn: u32) -> Result<f64, Failure> {
    let sample = made(turn, 12)?;
    let since = Instant::now();
    cii::write(&sample.invoice, &sample.parties, std::io::sink())?;
    Ok(since.elapsed().as_secs_f64() * 1_000.0)
}

/// What the process holds, as Linux tells it.
fn resident_mb() -> Result<f64, Failure> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let told = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes: f64 = told.and_then(|it| it.trim().strip_suffix(" kB")).ok_or("VmRSS")?.trim().parse()?;
    Ok(kilobytes / 1_024.0)
}
