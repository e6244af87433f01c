use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::Failure;

/// Many browsers that ask the same, each on a connection of its own, again and again.
pub struct Load<'a> {
    /// Where it is served.
    pub address: SocketAddr,
    /// What opens it.
    pub token: &'a str,
    /// What is asked.
    pub query: &'a str,
    /// How many at once.
    pub connections: u32,
}

impl Load<'_> {
    /// Answers a second.
    pub async fn run(&self, time: Duration) -> Result<f64, Failure> {
        let request: Arc<[u8]> = self.request().into();
        let answers = Arc::new(AtomicU64::new(0));
        let since = Instant::now();
        let mut tasks = Vec::new();
        for _ in 0..self.connections {
            let (request, answers, address) = (Arc::clone(&request), Arc::clone(&answers), self.address);
            tasks.push(tokio::spawn(async move {
                let mut stream = TcpStream::connect(address).await?;
                stream.set_nodelay(true)?;
                while since.elapsed() < time {
                    exchange(&mut stream, &request).await?;
                    answers.fetch_add(1, Ordering::Relaxed);
                }
                Ok::<_, Failure>(())
            }));
        }
        for task in tasks {
            task.await??;
        }
        #[allow(clippy::cast_precision_loss, reason = "a count of answers")]
        Ok(answers.load(Ordering::Relaxed) as f64 / since.elapsed().as_secs_f64())
    }

    /// Asks once.
    pub async fn once(&self) -> Result<(), Failure> {
        let mut stream = TcpStream::connect(self.address).await?;
        exchange(&mut stream, &self.request()).await
    }

    fn request(&self) -> Vec<u8> {
        let body = json!({ "query": self.query, "variables": { "month": "2026-09" } }).to_string();
        format!(
            "POST /graphql HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            self.address,
            self.token,
            body.len()
        )
        .into_bytes()
    }
}

/// One request and its whole answer, which has to be one with data and without errors.
async fn exchange(stream: &mut TcpStream, request: &[u8]) -> Result<(), Failure> {
    stream.write_all(request).await?;
    let mut answer = Vec::with_capacity(16 * 1024);
    let body = loop {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err("the connection ended".into());
        }
        if let Some(end) = answer.windows(4).position(|window| window == b"\r\n\r\n") {
            break end + 4;
        }
    };
    let head = String::from_utf8_lossy(&answer[..body]).to_ascii_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse::<usize>().ok());
    let length = length.ok_or("no length")?;
    while answer.len() < body + length {
        if stream.read_buf(&mut answer).await? == 0 {
            return Err("the connection ended".into());
        }
    }
    let text = &answer[body..];
    if !head.starts_with("http/1.1 200") || text.windows(8).any(|window| window == b"\"errors\"") {
        return Err(String::from_utf8_lossy(&answer).into_owned().into());
    }
    Ok(())
}
