//! Files that are there whole or not at all.

use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::error::{BackupError, of};

/// The name under which a file is written before it is whole.
pub(super) fn unfinished(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".unfinished-{}", std::process::id()));
    path.with_file_name(name)
}

/// Makes sure that the unfinished file is on the disk, and gives it its name, which nothing may have yet.
pub(super) fn finish(path: &Path) -> Result<(), BackupError> {
    let unfinished = unfinished(path);
    sync(&unfinished)?;
    // Unlike a rename, a link never takes the place of another file.
    fs::hard_link(&unfinished, path).map_err(of(path))?;
    fs::remove_file(&unfinished).map_err(of(&unfinished))?;
    sync_folder(path)
}

/// The same, for a file that takes the place of an older one.
pub(super) fn finish_over(path: &Path) -> Result<(), BackupError> {
    let unfinished = unfinished(path);
    sync(&unfinished)?;
    fs::rename(&unfinished, path).map_err(of(path))?;
    sync_folder(path)
}

/// Writes a whole file that must not be there yet.
pub(super) fn write(path: &Path, content: &[u8]) -> Result<(), BackupError> {
    let unfinished = unfinished(path);
    let written = File::create(&unfinished).and_then(|mut file| file.write_all(content));
    written.map_err(of(&unfinished))?;
    finish(path)
}

/// The length of a file in bytes, and its SHA-256 in hexadecimal digits.
pub(super) fn fingerprint(path: &Path) -> Result<(u64, String), BackupError> {
    let mut file = File::open(path).map_err(of(path))?;
    let (mut hash, mut length, mut buffer) = (Sha256::new(), 0, vec![0; 1 << 16]);
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok((length, hex::encode(hash.finalize()))),
            Ok(count) => {
                hash.update(&buffer[..count]);
                length += u64::try_from(count).unwrap_or(0);
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(of(path)(error)),
        }
    }
}

fn sync(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(of(path))
}

fn sync_folder(path: &Path) -> Result<(), BackupError> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    sync(folder)
}
