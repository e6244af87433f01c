//! Asking a server whether it is ready, in the few bytes of its protocol that this needs.

use std::io::{self, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

/// What the server says to a newcomer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// It takes connections.
    Ready,
    /// It is there, and still recovering.
    Starting,
    /// Nothing answers.
    Silent,
}

/// Version 3.0 of the frontend protocol.
const PROTOCOL: u32 = 0x0003_0000;
const PARAMETERS: &[u8] = b"user\0postgres\0database\0postgres\0\0";
const TERMINATE: [u8; 5] = [b'X', 0, 0, 0, 4];
/// SQLSTATE `cannot_connect_now`.
const CANNOT_CONNECT_NOW: &[u8] = b"C57P03\0";
const PATIENCE: Duration = Duration::from_secs(2);

/// Opens a session on the socket file, and leaves at once.
pub(crate) fn ask(socket: &Path) -> Answer {
    converse(socket).unwrap_or(Answer::Silent)
}

fn converse(socket: &Path) -> io::Result<Answer> {
    let mut stream = UnixStream::connect(socket)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    stream.write_all(&startup())?;

    let mut head = [0; 5];
    stream.read_exact(&mut head)?;
    let [kind, length @ ..] = head;
    // The length counts itself; an error message is a few hundred bytes, so a larger claim is not believed.
    let length = u32::from_be_bytes(length).saturating_sub(4).min(65_536);
    let mut body = Vec::new();
    (&stream).take(length.into()).read_to_end(&mut body)?;
    // A courtesy, which keeps "connection reset" out of the server's log; the answer is in already.
    let _ = stream.write_all(&TERMINATE);
    Ok(judge(kind, &body))
}

fn startup() -> Vec<u8> {
    let length = u32::try_from(PARAMETERS.len() + 8).unwrap_or(u32::MAX);
    [&length.to_be_bytes(), &PROTOCOL.to_be_bytes(), PARAMETERS].concat()
}

fn judge(kind: u8, body: &[u8]) -> Answer {
    let starting = body.windows(CANNOT_CONNECT_NOW.len()).any(|field| field == CANNOT_CONNECT_NOW);
    match kind {
        b'E' if starting => Answer::Starting,
        // Any other refusal (too many clients, say) is a server at work.
        b'E' | b'R' => Answer::Ready,
        _ => Answer::Silent,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_startup_packet_counts_itself() {
        let packet = startup();
        assert_eq!(packet[..4], u32::try_from(packet.len()).expect("short").to_be_bytes());
        assert_eq!(packet[4..8], [0, 3, 0, 0]);
    }

    #[test]
    fn answers_are_told_apart() {
        assert_eq!(judge(b'R', &[0, 0, 0, 0]), Answer::Ready);
        assert_eq!(judge(b'E', b"SFATAL\0C57P03\0Mthe database system is starting up\0\0"), Answer::Starting);
        assert_eq!(judge(b'E', b"SFATAL\0C53300\0Mtoo many clients\0\0"), Answer::Ready);
        assert_eq!(judge(b'H', b"TTP"), Answer::Silent);
    }

    #[test]
    fn nothing_there_is_silence() {
        assert_eq!(ask(Path::new("/nowhere/.s.PGSQL.5432")), Answer::Silent);
    }
}
