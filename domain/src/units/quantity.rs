use super::Volume;
use crate::decider::refusals;

/// The largest volume of one entry, 100 000 hl: fifty times what 20 ha bring in. More is a slip of the keyboard.
pub const MAX_VOLUME: Volume = Volume::from_hl(100_000);

/// The most bottles of one entry: ten million.
pub const MAX_BOTTLES: i64 = 10_000_000;

refusals! {
    /// Why a quantity that was entered cannot be one.
    pub enum QuantityRefusal {
        /// A volume at or below zero.
        VolumeNotPositive = "VOLUME_NOT_POSITIVE" {
            /// What was entered.
            volume_ml: Volume,
        },
        /// A volume above [`MAX_VOLUME`].
        VolumeAbsurd = "VOLUME_ABSURD" {
            /// What was entered.
            volume_ml: Volume,
            /// The largest accepted.
            limit_ml: Volume,
        },
        /// A count of bottles at or below zero.
        BottlesNotPositive = "BOTTLES_NOT_POSITIVE" {
            /// What was entered.
            bottles: i64,
        },
        /// A count of bottles above [`MAX_BOTTLES`].
        BottlesAbsurd = "BOTTLES_ABSURD" {
            /// What was entered.
            bottles: i64,
            /// The most accepted.
            limit: i64,
        },
    }
}

/// Accepts a volume above zero and within [`MAX_VOLUME`].
pub fn volume(volume: Volume) -> Result<Volume, QuantityRefusal> {
    if !volume.is_positive() {
        return Err(QuantityRefusal::VolumeNotPositive { volume_ml: volume });
    }
    if volume > MAX_VOLUME {
        return Err(QuantityRefusal::VolumeAbsurd { volume_ml: volume, limit_ml: MAX_VOLUME });
    }
    Ok(volume)
}

/// Accepts a count of bottles (or capsules) above zero and within [`MAX_BOTTLES`].
pub fn bottles(bottles: i64) -> Result<i64, QuantityRefusal> {
    if bottles <= 0 {
        return Err(QuantityRefusal::BottlesNotPositive { bottles });
    }
    if bottles > MAX_BOTTLES {
        return Err(QuantityRefusal::BottlesAbsurd { bottles, limit: MAX_BOTTLES });
    }
    Ok(bottles)
}
