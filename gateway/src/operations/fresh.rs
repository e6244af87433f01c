use domain::units::{CommandId, EstateId};
use sha2::{Digest, Sha256};
use uuid::{Builder, Uuid};

/// Ids for what a command makes. They follow from the estate and its command id, so that a command sent again names the
/// same things and is known as the same, and two estates that chose one command id name different things; they are
/// `UUIDv7`, so that they keep the order of time in indexes.
#[derive(Clone, Copy, Debug)]
pub struct Fresh {
    estate: EstateId,
    command: CommandId,
}

impl Fresh {
    /// Ids for the estate's command of that id, or for a new one.
    pub fn of(estate: EstateId, command: Option<CommandId>) -> Self {
        Self { estate, command: command.unwrap_or_else(|| CommandId::new(Uuid::now_v7())) }
    }

    /// The command's own id.
    pub const fn command(self) -> CommandId {
        self.command
    }

    /// The id of what the command makes under that name.
    pub fn id(self, name: &str) -> Uuid {
        let command = self.command.uuid();
        let digest = Sha256::new()
            .chain_update(self.estate.uuid().as_bytes())
            .chain_update(command.as_bytes())
            .chain_update(name.as_bytes())
            .finalize();
        let mut random = [0; 10];
        random.copy_from_slice(&digest[..10]);
        let made_at = command.get_timestamp().map_or(0, |timestamp| {
            let (seconds, nanoseconds) = timestamp.to_unix();
            seconds.saturating_mul(1_000).saturating_add(u64::from(nanoseconds / 1_000_000))
        });
        Builder::from_unix_timestamp_millis(made_at, &random).into_uuid()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fresh(command: Option<CommandId>) -> Fresh {
        Fresh::of(EstateId::of("FR00000000001"), command)
    }

    #[test]
    fn the_same_command_makes_the_same_ids() {
        let command = CommandId::new(Uuid::now_v7());
        let (one, again) = (fresh(Some(command)), fresh(Some(command)));
        assert_eq!(one.id("movement"), again.id("movement"));
        assert_ne!(one.id("movement"), one.id("harvest"));
        assert_ne!(one.id("movement"), fresh(None).id("movement"));
        assert_eq!(one.id("movement").get_version_num(), 7);
    }

    #[test]
    fn a_command_id_of_another_kind_serves_as_well() {
        let fresh = fresh(Some(CommandId::new(Uuid::from_u128(42))));
        assert_eq!(fresh.id("movement").get_version_num(), 7);
        assert_ne!(fresh.id("movement"), fresh.id("order"));
    }

    #[test]
    fn the_same_command_id_at_another_estate_makes_other_ids() {
        let command = Some(CommandId::new(Uuid::now_v7()));
        let other = Fresh::of(EstateId::of("FR00000000002"), command);
        assert_ne!(fresh(command).id("movement"), other.id("movement"));
    }
}
