//! The few system calls that the standard library does not offer. The only unsafe code of the workspace.
#![allow(unsafe_code, reason = "system calls without a safe wrapper in std; one block each, argued below")]

use std::io;
use std::mem::MaybeUninit;
use std::os::unix::process::CommandExt;
use std::process::Command;

/// A signal that this crate sends or receives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signal {
    /// To `PostgreSQL`: end sessions, write a checkpoint, stop ("fast shutdown").
    Interrupt,
    /// To `PostgreSQL`: stop at once and recover at the next start ("immediate shutdown").
    Quit,
    /// The polite request to end.
    Terminate,
    /// The terminal went away.
    Hangup,
}

impl Signal {
    fn number(self) -> libc::c_int {
        match self {
            Self::Interrupt => libc::SIGINT,
            Self::Quit => libc::SIGQUIT,
            Self::Terminate => libc::SIGTERM,
            Self::Hangup => libc::SIGHUP,
        }
    }
}

/// The user this process acts as; 0 is root.
pub(crate) fn effective_uid() -> u32 {
    // SAFETY: geteuid takes nothing, touches no memory of ours and cannot fail.
    unsafe { libc::geteuid() }
}

/// Sends `signal` to the process `pid`.
///
/// # Errors
/// When there is no such process or it may not be signalled, or `pid` is not a process number.
pub(crate) fn send(pid: u32, signal: Signal) -> io::Result<()> {
    kill(pid, signal.number())
}

/// Whether a process `pid` exists, be it ours or not.
pub(crate) fn exists(pid: u32) -> bool {
    match kill(pid, 0) {
        Ok(()) => true,
        Err(error) => error.raw_os_error() == Some(libc::EPERM),
    }
}

fn kill(pid: u32, signal: libc::c_int) -> io::Result<()> {
    // 0 and negative numbers address whole process groups, which is never meant here.
    let pid = libc::pid_t::try_from(pid).ok().filter(|pid| *pid > 0).ok_or(io::ErrorKind::InvalidInput)?;
    // SAFETY: kill takes two integers and touches no memory of ours.
    if unsafe { libc::kill(pid, signal) } == 0 { Ok(()) } else { Err(io::Error::last_os_error()) }
}

/// Prepares a command to live no longer than we do: the kernel sends it `signal` when the **thread** that spawns it
/// ends, however it ends. It starts with no signal held back, whatever this thread holds back. On systems other
/// than Linux there is no such service of the kernel, and the signals are all that is seen to.
pub(crate) fn depend_on_us(command: &mut Command, signal: Signal) {
    let parent = std::process::id();
    let prepare = move || {
        release_signals()?;
        signal_with_parent(signal, parent)
    };
    // SAFETY: between fork and exec `prepare` makes async-signal-safe system calls alone; it allocates nothing,
    // takes no lock, and captures two integers. It runs after the change of user, which would undo it.
    unsafe { command.pre_exec(prepare) };
}

fn release_signals() -> io::Result<()> {
    let none = empty_set();
    // SAFETY: the set is initialised, and a null pointer for the old mask is allowed.
    match unsafe { libc::pthread_sigmask(libc::SIG_SETMASK, &raw const none, std::ptr::null_mut()) } {
        0 => Ok(()),
        code => Err(io::Error::from_raw_os_error(code)),
    }
}

#[cfg(target_os = "linux")]
fn signal_with_parent(signal: Signal, parent: u32) -> io::Result<()> {
    let signal = libc::c_ulong::from(signal.number().unsigned_abs());
    // SAFETY: prctl(PR_SET_PDEATHSIG) takes an integer and touches no memory of ours.
    if unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, signal) } != 0 {
        return Err(io::Error::last_os_error());
    }
    // A parent that died between fork and prctl sends nothing any more: do not start an orphan.
    if std::os::unix::process::parent_id() == parent {
        Ok(())
    } else {
        Err(io::Error::from_raw_os_error(libc::ESRCH))
    }
}

#[cfg(not(target_os = "linux"))]
fn signal_with_parent(_: Signal, _: u32) -> io::Result<()> {
    Ok(())
}

fn empty_set() -> libc::sigset_t {
    let mut set = MaybeUninit::uninit();
    // SAFETY: sigemptyset writes the whole set it is pointed at, and cannot fail on a valid pointer.
    unsafe {
        libc::sigemptyset(set.as_mut_ptr());
        set.assume_init()
    }
}

/// The signals that ask a program to end, held back from their default effect.
pub(crate) struct EndingSignals {
    set: libc::sigset_t,
}

impl EndingSignals {
    /// Holds back SIGINT, SIGTERM and SIGHUP in this thread and in those it starts from now on. Programs
    /// started from here inherit that, unless they are told to [`depend_on_us`].
    ///
    /// # Errors
    /// When the kernel refuses, which it has no reason to do.
    pub(crate) fn hold() -> io::Result<Self> {
        let mut set = empty_set();
        for signal in [Signal::Interrupt, Signal::Terminate, Signal::Hangup] {
            // SAFETY: the set is initialised, and the signal number is a valid one.
            unsafe { libc::sigaddset(&raw mut set, signal.number()) };
        }
        // SAFETY: the set is initialised, and a null pointer for the old mask is allowed.
        match unsafe { libc::pthread_sigmask(libc::SIG_BLOCK, &raw const set, std::ptr::null_mut()) } {
            0 => Ok(Self { set }),
            code => Err(io::Error::from_raw_os_error(code)),
        }
    }

    /// Waits for one of the signals, and says whether a program of the same terminal session has received it
    /// from the terminal as well (Ctrl-C), so that it need not be passed on.
    pub(crate) fn wait(&self) -> io::Result<(Signal, bool)> {
        loop {
            let (number, from_terminal) = self.wait_once()?;
            for signal in [Signal::Interrupt, Signal::Terminate, Signal::Hangup] {
                if signal.number() == number {
                    return Ok((signal, from_terminal));
                }
            }
        }
    }

    #[cfg(target_os = "linux")]
    fn wait_once(&self) -> io::Result<(libc::c_int, bool)> {
        let mut info = MaybeUninit::<libc::siginfo_t>::zeroed();
        // SAFETY: the set is initialised, and `info` is writable; siginfo_t is integers, valid as zeroes.
        let (number, info) =
            unsafe { (libc::sigwaitinfo(&raw const self.set, info.as_mut_ptr()), info.assume_init()) };
        match number {
            -1 => match io::Error::last_os_error() {
                error if error.kind() == io::ErrorKind::Interrupted => Ok((0, false)),
                error => Err(error),
            },
            number => Ok((number, info.si_code == libc::SI_KERNEL)),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn wait_once(&self) -> io::Result<(libc::c_int, bool)> {
        let mut number = 0;
        // SAFETY: the set is initialised, and `number` is writable.
        match unsafe { libc::sigwait(&raw const self.set, &raw mut number) } {
            0 => Ok((number, false)),
            code => Err(io::Error::from_raw_os_error(code)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_exists_and_process_groups_are_not_addressed() {
        assert!(exists(std::process::id()));
        assert!(!exists(0), "0 would mean the whole process group");
        assert!(send(u32::MAX, Signal::Terminate).is_err(), "-1 would mean every process");
    }

    #[test]
    fn a_process_that_has_been_waited_for_no_longer_exists() {
        let mut child = Command::new("true").spawn().expect("`true` runs");
        let pid = child.id();
        child.wait().expect("it ends");
        assert!(!exists(pid));
    }
}
