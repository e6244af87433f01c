use std::collections::BTreeMap;
use std::path::Path;

use crate::Failure;

/// Figures by name, the median of their rounds.
#[derive(Default)]
pub struct Report {
    rounds: BTreeMap<&'static str, Vec<f64>>,
    order: Vec<&'static str>,
}

impl Report {
    /// Notes a figure of one round.
    pub fn note(&mut self, name: &'static str, figure: f64) {
        if !self.rounds.contains_key(name) {
            self.order.push(name);
        }
        self.rounds.entry(name).or_default().push(figure);
    }

    /// The median of a figure; zero where it was never noted.
    pub fn median(&self, name: &str) -> f64 {
        let mut figures = self.rounds.get(name).cloned().unwrap_or_default();
        figures.sort_by(f64::total_cmp);
        figures.get(figures.len() / 2).copied().unwrap_or(0.0)
    }

    /// Prints the table, each figure with all its rounds, and then the ratios with what they must reach.
    pub fn print(&self, targets: &[Target]) {
        for name in &self.order {
            let rounds: Vec<String> = self.rounds[name].iter().map(|figure| format!("{figure:.2}")).collect();
            println!("{name:<44} {:>12.2}   [{}]", self.median(name), rounds.join(", "));
        }
        Self::verdicts(targets);
    }

    /// The same without the rounds, where they are too many to be read.
    pub fn print_medians(&self, targets: &[Target]) {
        for name in &self.order {
            let rounds = self.rounds[name].len();
            println!("{name:<44} {:>12.2}   median of {rounds}", self.median(name));
        }
        Self::verdicts(targets);
    }

    fn verdicts(targets: &[Target]) {
        println!();
        for target in targets {
            let verdict = if target.reached() { "reached" } else { "NOT reached" };
            let bound = if target.at_most { "at most" } else { "at least" };
            println!("{:<44} {:>12.2}   {bound} {}: {verdict}", target.name, target.figure, target.bound);
        }
    }

    /// Writes the figures as JSON.
    pub fn write(&self, targets: &[Target], path: &Path) -> Result<(), Failure> {
        let figures: BTreeMap<&str, f64> = self.order.iter().map(|name| (*name, self.median(name))).collect();
        let ratios: BTreeMap<&str, f64> = targets.iter().map(|target| (target.name, target.figure)).collect();
        let json = serde_json::json!({ "figures": figures, "ratios": ratios });
        std::fs::write(path, format!("{json:#}\n"))?;
        Ok(())
    }
}

/// A figure that is promised.
pub struct Target {
    /// What it is.
    pub name: &'static str,
    /// What was measured.
    pub figure: f64,
    /// What is promised.
    pub bound: f64,
    /// True where less is better.
    pub at_most: bool,
}

impl Target {
    /// True when the promise is kept.
    pub fn reached(&self) -> bool {
        if self.at_most { self.figure <= self.bound } else { self.figure >= self.bound }
    }
}
