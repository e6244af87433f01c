use sha2::{Digest, Sha256};
use uuid::Uuid;

use super::Hash;

/// What of an event is hashed, apart from the hash before it: all that is stored of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Link<'a> {
    /// Its place in the estate's ledger.
    pub position: i64,
    /// Whose ledger.
    pub estate: Uuid,
    /// The stream's type.
    pub aggregate_type: &'a str,
    /// The stream's id.
    pub aggregate_id: &'a str,
    /// Its place in the stream.
    pub sequence: i64,
    /// What happened.
    pub event_type: &'a str,
    /// In which version that is told.
    pub event_version: &'a str,
    /// The JSON text as it was written.
    pub payload: &'a str,
    /// The JSON text as it was written.
    pub metadata: &'a str,
    /// Microseconds since 1970-01-01 00:00 UTC.
    pub recorded_at_us: i64,
}

impl Link<'_> {
    /// The hash of this event after that of the event before.
    pub fn hash(&self, previous: &Hash) -> Hash {
        let mut digest = Sha256::new();
        let fields: [&[u8]; 11] = [
            previous.bytes(),
            &self.position.to_be_bytes(),
            self.estate.as_bytes(),
            self.aggregate_type.as_bytes(),
            self.aggregate_id.as_bytes(),
            &self.sequence.to_be_bytes(),
            self.event_type.as_bytes(),
            self.event_version.as_bytes(),
            self.payload.as_bytes(),
            self.metadata.as_bytes(),
            &self.recorded_at_us.to_be_bytes(),
        ];
        for field in fields {
            // PostgreSQL holds no field beyond 1 GiB; a longer one read from a file cannot have that hash anyway.
            digest.update(u32::try_from(field.len()).unwrap_or(u32::MAX).to_be_bytes());
            digest.update(field);
        }
        Hash::new(digest.finalize().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: Link = Link {
        position: 1,
        estate: Uuid::from_u128(7),
        aggregate_type: "vat",
        aggregate_id: "a",
        sequence: 1,
        event_type: "WineDrawn",
        event_version: "1",
        payload: r#"{"é": 1}"#,
        metadata: "{}",
        recorded_at_us: 1_790_000_000_000_000,
    };

    /// The bytes written out by hand, as the table in the documentation of the module tells them.
    #[test]
    fn the_layout_is_the_documented_one() {
        let mut bytes = Vec::new();
        bytes.extend(b"\0\0\0\x20");
        bytes.extend([0; 32]);
        bytes.extend(b"\0\0\0\x08\0\0\0\0\0\0\0\x01");
        bytes.extend(b"\0\0\0\x10\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x07");
        bytes.extend(b"\0\0\0\x03vat\0\0\0\x01a");
        bytes.extend(b"\0\0\0\x08\0\0\0\0\0\0\0\x01");
        bytes.extend(b"\0\0\0\x09WineDrawn\0\0\0\x011");
        bytes.extend("\0\0\0\x09{\"é\": 1}\0\0\0\x02{}".as_bytes());
        bytes.extend(b"\0\0\0\x08");
        bytes.extend(1_790_000_000_000_000_i64.to_be_bytes());
        assert_eq!(FIRST.hash(&Hash::GENESIS), Hash::new(Sha256::digest(&bytes).into()));
    }

    #[test]
    fn every_field_counts() {
        let changed = [
            Link { position: 2, ..FIRST },
            Link { estate: Uuid::from_u128(8), ..FIRST },
            Link { aggregate_type: "va", aggregate_id: "ta", ..FIRST },
            Link { sequence: 2, ..FIRST },
            Link { event_type: "WineDraw", event_version: "n1", ..FIRST },
            Link { payload: r#"{"é":1}"#, ..FIRST },
            Link { metadata: "{ }", ..FIRST },
            Link { recorded_at_us: 1_790_000_000_000_001, ..FIRST },
        ];
        let hash = FIRST.hash(&Hash::GENESIS);
        assert!(changed.iter().all(|link| link.hash(&Hash::GENESIS) != hash));
        assert_ne!(FIRST.hash(&hash), hash);
    }

    #[test]
    fn a_hash_is_read_as_it_is_written() {
        let hash = FIRST.hash(&Hash::GENESIS);
        assert_eq!(hash.to_string().parse(), Ok(hash));
        assert!("00".parse::<Hash>().is_err());
        assert!("zz".repeat(32).parse::<Hash>().is_err());
    }
}
