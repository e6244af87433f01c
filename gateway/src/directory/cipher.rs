use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{Key, XChaCha20Poly1305, XNonce};
use domain::units::{EstateId, PartyId};
use sha2::{Digest, Sha256};
use uuid::Uuid;
use zeroize::Zeroizing;

/// A person's key. It is wiped from memory when it is dropped.
pub(super) type PersonKey = Zeroizing<[u8; 32]>;

/// Of the bytes of a nonce; drawn at random, so many never meet twice.
pub(super) const NONCE: usize = 24;

/// What a sealed text belongs to: it opens nowhere else.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'a> {
    pub(super) estate: EstateId,
    pub(super) party: PartyId,
    pub(super) id: Uuid,
    pub(super) what: &'a str,
}

impl Place<'_> {
    /// A version, three ids of fixed length, and the rest: no two places have the same bytes.
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = b"monchai sealed 1\0".to_vec();
        for id in [self.estate.uuid(), self.party.uuid(), self.id] {
            bytes.extend_from_slice(id.as_bytes());
        }
        bytes.extend_from_slice(self.what.as_bytes());
        bytes
    }
}

/// A new key.
pub(super) fn new_key() -> Result<PersonKey, getrandom::Error> {
    let mut key = Zeroizing::new([0; 32]);
    getrandom::fill(key.as_mut())?;
    Ok(key)
}

/// A new nonce.
pub(super) fn new_nonce() -> Result<[u8; NONCE], getrandom::Error> {
    let mut nonce = [0; NONCE];
    getrandom::fill(&mut nonce)?;
    Ok(nonce)
}

/// The ciphertext, its tag at the end; `None` for a text beyond 256 GiB.
pub(super) fn encrypt(
    key: &PersonKey,
    nonce: [u8; NONCE],
    place: Place<'_>,
    plaintext: &[u8],
) -> Option<Vec<u8>> {
    let aad = place.bytes();
    cipher(key).encrypt(&XNonce::from(nonce), Payload { msg: plaintext, aad: &aad }).ok()
}

/// The text, or `None` when anything of it was altered.
pub(super) fn decrypt(
    key: &PersonKey,
    nonce: [u8; NONCE],
    place: Place<'_>,
    ciphertext: &[u8],
) -> Option<Vec<u8>> {
    let aad = place.bytes();
    cipher(key).decrypt(&XNonce::from(nonce), Payload { msg: ciphertext, aad: &aad }).ok()
}

/// The hash of a ciphertext, as an event holds it.
pub fn sha256(ciphertext: &[u8]) -> [u8; 32] {
    Sha256::digest(ciphertext).into()
}

fn cipher(key: &PersonKey) -> XChaCha20Poly1305 {
    XChaCha20Poly1305::new(&Key::from(**key))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &[u8] = "{\"name\":\"Jeanne\"}".as_bytes();

    fn place(what: &str) -> Place<'_> {
        Place {
            estate: EstateId::new(Uuid::from_u128(1)),
            party: PartyId::new(Uuid::from_u128(2)),
            id: Uuid::from_u128(3),
            what,
        }
    }

    #[test]
    fn a_text_opens_in_its_place_and_in_no_other() {
        let (key, nonce) = (new_key().unwrap(), new_nonce().unwrap());
        let here = place("invoice");
        let sealed = encrypt(&key, nonce, here, TEXT).unwrap();
        assert!(!sealed.windows(6).any(|window| window == b"Jeanne"));
        assert_eq!(decrypt(&key, nonce, here, &sealed).as_deref(), Some(TEXT));
        let elsewhere = [
            Place { estate: EstateId::new(Uuid::from_u128(9)), ..here },
            Place { party: PartyId::new(Uuid::from_u128(9)), ..here },
            Place { id: Uuid::from_u128(9), ..here },
            Place { what: "register", ..here },
        ];
        for place in elsewhere {
            assert_eq!(decrypt(&key, nonce, place, &sealed), None, "{place:?}");
        }
    }

    #[test]
    fn what_was_altered_does_not_open() {
        let (key, nonce) = (new_key().unwrap(), new_nonce().unwrap());
        let sealed = encrypt(&key, nonce, place("invoice"), TEXT).unwrap();
        for at in 0..sealed.len() {
            let mut altered = sealed.clone();
            altered[at] ^= 1;
            assert_eq!(decrypt(&key, nonce, place("invoice"), &altered), None, "byte {at}");
            assert_ne!(sha256(&altered), sha256(&sealed));
        }
        assert_eq!(decrypt(&new_key().unwrap(), nonce, place("invoice"), &sealed), None);
        assert_eq!(decrypt(&key, new_nonce().unwrap(), place("invoice"), &sealed), None);
    }

    /// draft-irtf-cfrg-xchacha-03, A.3.1: the library does what the text says.
    #[test]
    fn the_cipher_is_the_one_of_the_draft() {
        let key: [u8; 32] = std::array::from_fn(|at| 0x80 + u8::try_from(at).unwrap());
        let nonce: [u8; NONCE] = std::array::from_fn(|at| 0x40 + u8::try_from(at).unwrap());
        let aad = hex::decode("50515253c0c1c2c3c4c5c6c7").unwrap();
        let text =
            b"Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, \
sunscreen would be it.";
        let sealed = cipher(&Zeroizing::new(key))
            .encrypt(&XNonce::from(nonce), Payload { msg: text, aad: &aad })
            .unwrap();
        assert_eq!(hex::encode(&sealed[..16]), "bd6d179d3e83d43b9576579493c0e939");
        assert_eq!(hex::encode(&sealed[text.len()..]), "c0875924c1c7987947deafd8780acf49");
    }
}
