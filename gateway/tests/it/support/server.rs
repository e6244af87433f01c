use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::program::monchai;

pub const TOKEN: &str = "mc_0123456789abcdefghijklmnopqrstuvwxyz";

/// A running `monchai serve` on a private PostgreSQL in a folder.
pub struct Server {
    process: Child,
    folder: PathBuf,
    address: String,
    log: Arc<Mutex<String>>,
}

impl Server {
    /// Starts it, and returns once it serves.
    pub fn start(folder: &Path) -> Self {
        let mut command = monchai();
        command.arg("serve").arg("--data").arg(folder).args(["--listen", "127.0.0.1:0"]);
        command.env("MONCHAI_TOKEN", TOKEN).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut process = command.spawn().expect("the program starts");
        let log = Arc::new(Mutex::new(String::new()));
        let (said, stderr) = (Arc::clone(&log), process.stderr.take().expect("it is piped"));
        thread::spawn(move || {
            for line in BufReader::new(stderr).lines().map_while(Result::ok) {
                let mut log = said.lock().expect("nobody panics with it");
                log.push_str(&line);
                log.push('\n');
            }
        });
        let mut line = String::new();
        let stdout = process.stdout.take().expect("it is piped");
        BufReader::new(stdout).read_line(&mut line).expect("it says where it serves");
        let address = line.trim().strip_prefix("http://").and_then(|rest| rest.strip_suffix("/graphql"));
        let address =
            address.unwrap_or_else(|| panic!("{line:?}: {}", log.lock().expect("a log"))).to_owned();
        Self { process, folder: folder.to_owned(), address, log }
    }

    /// Where it serves.
    pub fn address(&self) -> String {
        self.address.clone()
    }

    /// All that it has written to its log.
    pub fn log(&self) -> String {
        self.log.lock().expect("nobody panics with it").clone()
    }

    /// Waits until the log says this so many times.
    pub fn until(&self, said: &str, times: usize) {
        let since = Instant::now();
        while self.log().matches(said).count() < times {
            assert!(since.elapsed() < Duration::from_secs(40), "waited in vain for {said:?}: {}", self.log());
            thread::sleep(Duration::from_millis(20));
        }
    }

    /// The process number of its PostgreSQL.
    pub fn postgres(&self) -> u32 {
        let text = std::fs::read_to_string(self.folder.join("pgdata/postmaster.pid")).expect("it runs");
        text.lines().next().and_then(|line| line.parse().ok()).expect("the first line is its number")
    }

    /// True while it has not ended.
    pub fn is_running(&mut self) -> bool {
        self.process.try_wait().expect("it is ours").is_none()
    }

    /// Ends it with that signal.
    pub fn end(mut self, name: &str) -> ExitStatus {
        signal(self.process.id(), name);
        self.process.wait().expect("it is ours")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Sends a signal to a process, by the shell's own `kill`: a bare Debian has no other.
pub fn signal(pid: u32, name: &str) {
    let status = Command::new("sh").args(["-c", &format!("kill -{name} {pid}")]).status();
    assert!(status.expect("a shell runs").success());
}

/// Sends a GraphQL request to that address; `None` when there is no answer with data.
pub fn ask(address: &str, query: &str, variables: &Value) -> Option<Value> {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let request = format!(
        "POST /graphql HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nAuthorization: Bearer {TOKEN}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    let (_, body) = exchange(address, &request)?;
    let mut json: Value = serde_json::from_str(&body).ok()?;
    json.get("errors").is_none().then(|| json["data"].take())
}

/// The status of `/healthz`.
pub fn health(address: &str) -> Option<u16> {
    let request = format!("GET /healthz HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    let (head, _) = exchange(address, &request)?;
    head.split(' ').nth(1)?.parse().ok()
}

/// One request on a connection of its own, and its answer in head and body.
fn exchange(address: &str, request: &str) -> Option<(String, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_mins(1))).ok()?;
    stream.write_all(request.as_bytes()).ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    Some((head.to_owned(), body.to_owned()))
}
