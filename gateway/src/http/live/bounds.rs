use std::time::Duration;

/// What live connections may cost, and how long each side waits for the other.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// Connections of the process.
    pub connections: usize,
    /// Of these, sockets that have not shown who they are yet.
    pub strangers: usize,
    /// Connections of one caller.
    pub of_one_caller: usize,
    /// Operations under way on one socket.
    pub operations: usize,
    /// Bytes of one message to us.
    pub message: usize,
    /// How long a socket may take to show who it is.
    pub init: Duration,
    /// How often a sign of life is asked for, or given.
    pub ping: Duration,
    /// After so long without any a peer is dead.
    pub silence: Duration,
    /// How long a message may wait for a peer that does not read.
    pub patience: Duration,
    /// How often it is asked whether the caller may still be here.
    pub check: Duration,
    /// How long commands under way may take to end when the process is asked to stop.
    pub drain: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 1_000,
            strangers: 100,
            of_one_caller: 50,
            operations: 20,
            message: 256 * 1024,
            init: Duration::from_secs(3),
            ping: Duration::from_secs(15),
            silence: Duration::from_secs(40),
            patience: Duration::from_secs(10),
            check: Duration::from_secs(10),
            drain: Duration::from_secs(5),
        }
    }
}
