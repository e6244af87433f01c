use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

/// A request that came in.
#[derive(Clone, Debug)]
pub struct Sent {
    pub head: String,
    pub body: Vec<u8>,
}

impl Sent {
    /// True when these bytes stand somewhere in the body.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        self.body.windows(bytes.len()).any(|window| window == bytes)
    }
}

/// An HTTP server that keeps all it is sent, and says that it is fine.
pub struct Collector {
    address: String,
    sent: Arc<Mutex<Vec<Sent>>>,
}

impl Collector {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let sent: Arc<Mutex<Vec<Sent>>> = Arc::default();
        let kept = Arc::clone(&sent);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&kept);
                thread::spawn(move || while take(&stream, &kept).is_some() {});
            }
        });
        Self { address, sent }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// All that came so far.
    pub fn sent(&self) -> Vec<Sent> {
        self.sent.lock().unwrap().clone()
    }

    /// Waits for a request like that.
    pub fn until(&self, wanted: impl Fn(&Sent) -> bool) -> Sent {
        let since = Instant::now();
        loop {
            if let Some(found) = self.sent().into_iter().find(|sent| wanted(sent)) {
                return found;
            }
            assert!(since.elapsed() < Duration::from_secs(20), "waited in vain: {:?}", self.sent());
            thread::sleep(Duration::from_millis(20));
        }
    }
}

/// One request of a connection; `None` at its end.
fn take(stream: &TcpStream, kept: &Mutex<Vec<Sent>>) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse::<usize>().ok())?
    });
    let mut body = vec![0; length.unwrap_or(0)];
    reader.read_exact(&mut body).ok()?;
    kept.lock().unwrap().push(Sent { head, body });
    let mut writer = stream;
    writer.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n").ok()
}
