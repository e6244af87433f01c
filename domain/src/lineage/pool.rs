use super::MakeUp;
use crate::units::Volume;

/// Wine that is away and may come back: what left last comes back first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pool(Vec<MakeUp>);

impl Pool {
    /// Takes in what leaves.
    pub(super) fn push(&mut self, left: MakeUp) {
        self.0.push(left);
    }

    /// Gives back up to that volume.
    pub(super) fn take(&mut self, volume: Volume) -> MakeUp {
        let mut taken = MakeUp::default();
        let mut lacking = volume;
        while lacking.is_positive() {
            let Some(mut last) = self.0.pop() else { break };
            taken.add(last.draw(lacking.min(last.volume())));
            if last.volume().is_positive() {
                self.0.push(last);
            }
            lacking = volume - taken.volume();
        }
        taken
    }

    /// Takes back what an entry had sent away, where it is all still away; else as [`Self::take`] does.
    pub(super) fn take_back(&mut self, sent: &MakeUp) -> MakeUp {
        match self.0.iter().rposition(|away| away == sent) {
            Some(at) => self.0.remove(at),
            None => self.take(sent.volume()),
        }
    }
}
