use crate::units::Date;

/// Dated changes of a count of bottles or capsules, in the order of their days; of one day, in the order they came.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    changes: Vec<(Date, i64)>,
}

impl Counts {
    /// Takes a change in at its day, after those of the same day.
    pub fn insert(&mut self, on: Date, change: i64) {
        let at = self.changes.partition_point(|(day, _)| *day <= on);
        self.changes.insert(at, (on, change));
    }

    /// The count after everything.
    pub fn last(&self) -> i64 {
        self.changes.iter().map(|(_, change)| change).sum()
    }

    /// The count at the end of that day.
    pub fn at(&self, on: Date) -> i64 {
        self.changes.iter().take_while(|(day, _)| *day <= on).map(|(_, change)| change).sum()
    }

    /// The lowest count from the end of that day on, with the first day on which it is reached: the most that can
    /// be taken out on `on` without a count below zero on any later day.
    pub fn lowest_from(&self, on: Date) -> (i64, Date) {
        let mut count = self.at(on);
        let mut lowest = (count, on);
        for (day, change) in self.changes.iter().filter(|(day, _)| *day > on) {
            count += change;
            if count < lowest.0 {
                lowest = (count, *day);
            }
        }
        lowest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Date {
        text.parse().unwrap()
    }

    #[test]
    fn what_came_later_bounds_what_can_be_taken_before() {
        let mut counts = Counts::default();
        counts.insert(day("2026-09-01"), 100);
        counts.insert(day("2026-09-20"), -80);
        counts.insert(day("2026-09-25"), 50);
        assert_eq!(counts.at(day("2026-08-31")), 0);
        assert_eq!(counts.at(day("2026-09-10")), 100);
        assert_eq!(counts.lowest_from(day("2026-09-10")), (20, day("2026-09-20")));
        assert_eq!(counts.lowest_from(day("2026-09-25")), (70, day("2026-09-25")));
        assert_eq!(counts.last(), 70);
    }
}
