use std::process::Command;

use crate::Failure;
use crate::server::Server;

/// Runs a script with PostgreSQL's own load generator, prepared, and gives transactions a second.
pub fn run(server: &Server, script: &str, connections: u32, seconds: u64) -> Result<f64, Failure> {
    run_as(server, "postgres", script, connections, seconds)
}

/// The same as that role.
pub fn run_as(
    server: &Server,
    role: &str,
    script: &str,
    connections: u32,
    seconds: u64,
) -> Result<f64, Failure> {
    let file = std::env::temp_dir().join(format!("monchai-bench-{}.sql", std::process::id()));
    std::fs::write(&file, script)?;
    let output = Command::new(program())
        .args(["-n", "-M", "prepared", "-j", "2", "-U", role, "-h", &server.socket_dir()])
        .args(["-c", &connections.to_string(), "-T", &seconds.to_string(), "-f"])
        .arg(&file)
        .arg("bench")
        .output()?;
    let _ = std::fs::remove_file(&file);
    let text = String::from_utf8_lossy(&output.stdout);
    let tps = text.lines().find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok());
    tps.ok_or_else(|| format!("pgbench: {text}{}", String::from_utf8_lossy(&output.stderr)).into())
}

/// The newest that Debian's packages hold, else the one of the path.
fn program() -> std::path::PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut programs: Vec<_> = versions.map(|version| version.path().join("bin/pgbench")).collect();
    programs.retain(|program| program.exists());
    programs.sort();
    programs.pop().unwrap_or_else(|| "pgbench".into())
}
