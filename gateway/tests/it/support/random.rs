/// Numbers that look random and follow from a seed (`SplitMix64`).
pub struct Random(u64);

impl Random {
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// A number below `limit`.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }

    /// One of these.
    pub fn pick<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        let index = self.below(all.len().try_into().unwrap_or(u64::MAX));
        &all[usize::try_from(index).unwrap_or(0)]
    }

    /// A day of the last quarter of 2025.
    pub fn day(&mut self) -> String {
        let day = self.below(91);
        let (month, day) = match day {
            0..=29 => (9, day),
            30..=60 => (10, day - 30),
            _ => (11, day - 61),
        };
        format!("2025-{month:02}-{:02}", day + 1)
    }

    /// A volume in whole litres up to that many, as hectolitres.
    pub fn volume(&mut self, litres: u64) -> String {
        let litres = self.below(litres) + 1;
        format!("{}.{:02}", litres / 100, litres % 100)
    }
}
