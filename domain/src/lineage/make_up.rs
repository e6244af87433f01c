use std::collections::BTreeMap;

use super::{Component, Origin};
use crate::units::Volume;

/// What a content is made of: whole millilitres of each component, which sum to it exactly.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MakeUp {
    parts: BTreeMap<Component, Volume>,
    /// By how much the splits before may have shifted any group of components, at most.
    rounding: Volume,
}

impl MakeUp {
    /// That volume of one component.
    pub fn of(component: Component, volume: Volume) -> Self {
        let parts =
            if volume.is_positive() { BTreeMap::from([(component, volume)]) } else { BTreeMap::new() };
        Self { parts, rounding: Volume::ZERO }
    }

    /// All of it.
    pub fn volume(&self) -> Volume {
        self.parts.values().copied().sum()
    }

    /// Each component with its volume, always above zero, in the order of the components.
    pub fn parts(&self) -> impl Iterator<Item = (Component, Volume)> + '_ {
        self.parts.iter().map(|(component, volume)| (*component, *volume))
    }

    /// How much there is of a component.
    pub fn of_component(&self, component: Component) -> Volume {
        self.parts.get(&component).copied().unwrap_or_default()
    }

    /// By how much the volumes of components, summed as one likes, may differ from what unrounded splits would give. Zero
    /// where no split had a remainder.
    pub const fn rounding(&self) -> Volume {
        self.rounding
    }

    /// Takes another in.
    pub(super) fn add(&mut self, other: Self) {
        self.rounding += other.rounding;
        for (component, volume) in other.parts {
            *self.parts.entry(component).or_default() += volume;
        }
    }

    /// That volume of the same make-up, by largest remainder; nothing where this is empty.
    pub(super) fn scaled(&self, volume: Volume) -> Self {
        let weights: Vec<Volume> = self.parts.values().copied().collect();
        if weights.is_empty() || !volume.is_positive() {
            return Self::default();
        }
        let whole = self.volume();
        let split = volume.apportion(&weights);
        let parts = self.parts.keys().copied().zip(split).filter(|(_, part)| part.is_positive()).collect();
        let rounding = times_over(self.rounding, volume, whole) + self.remainder(volume, whole);
        Self { parts, rounding }
    }

    /// What a split of `volume` out of `whole` can shift between groups of the components: of n parts, each off by less
    /// than a millilitre and together by none, a group is off by n/4 at most. Nothing where every part divides.
    fn remainder(&self, volume: Volume, whole: Volume) -> Volume {
        let divides = |part: &Volume| {
            (i128::from(part.ml()) * i128::from(volume.ml())).checked_rem(i128::from(whole.ml())) == Some(0)
        };
        if self.parts.values().all(divides) {
            return Volume::ZERO;
        }
        Volume::from_ml(i64::try_from(self.parts.len().div_ceil(4)).unwrap_or(i64::MAX))
    }

    /// Takes that volume out in proportion. Beyond what is there, what comes out is untraced.
    pub(super) fn draw(&mut self, volume: Volume) -> Self {
        let whole = self.volume();
        if volume >= whole {
            let mut all = std::mem::take(self);
            all.add(Self::of(Component::of(Origin::Untraced), volume - whole));
            return all;
        }
        let drawn = self.scaled(volume);
        let shift = self.remainder(volume, whole);
        self.rounding = times_over(self.rounding, whole - volume, whole) + shift;
        self.subtract(&drawn);
        drawn
    }

    /// Takes that volume out: first what is there of `wanted`, component by component, then the rest in proportion.
    pub(super) fn draw_like(&mut self, wanted: &Self, volume: Volume) -> Self {
        let mut found = Self { parts: BTreeMap::new(), rounding: wanted.rounding };
        for (component, part) in wanted.parts() {
            let there = self.of_component(component).min(part);
            if there.is_positive() {
                found.parts.insert(component, there);
            }
        }
        if found.volume() > volume {
            found = found.scaled(volume);
        }
        self.subtract(&found);
        self.rounding += found.rounding;
        let lacking = volume - found.volume();
        if lacking.is_positive() {
            found.add(self.draw(lacking));
        }
        found
    }

    /// Adds that volume without a change of proportions; false, and nothing done, where there is nothing to go by.
    pub(super) fn grow(&mut self, volume: Volume) -> bool {
        let gained = self.scaled(volume);
        let grows = gained.volume() == volume;
        if grows {
            self.add(gained);
        }
        grows
    }

    /// Every component loses the names it could bear.
    pub(super) fn downgrade(&mut self) {
        self.restate(|component| Component { downgraded: true, ..component });
    }

    /// A downgrading is taken back: what `before` had with its names has them again.
    pub(super) fn restore(&mut self, before: &Self) {
        self.restate(|component| {
            let named = Component { downgraded: false, ..component };
            if before.parts.contains_key(&named) { named } else { component }
        });
    }

    fn restate(&mut self, to: impl Fn(Component) -> Component) {
        for (component, volume) in std::mem::take(&mut self.parts) {
            *self.parts.entry(to(component)).or_default() += volume;
        }
    }

    fn subtract(&mut self, other: &Self) {
        for (component, volume) in other.parts() {
            if let Some(part) = self.parts.get_mut(&component) {
                *part -= volume;
            }
        }
        self.parts.retain(|_, volume| volume.is_positive());
    }
}

/// `rounding × part / whole`, rounded up.
fn times_over(rounding: Volume, part: Volume, whole: Volume) -> Volume {
    let product = i128::from(rounding.ml()) * i128::from(part.ml());
    let whole = i128::from(whole.ml()).max(1);
    Volume::from_ml(i64::try_from((product + whole - 1) / whole).unwrap_or(i64::MAX))
}
