//! A running `puente serve`, and HTTP to it byte by byte.

use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::os::unix::fs::PermissionsExt;
use std::process::{Child, ChildStderr, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use data_encoding::HEXLOWER;
use puente_protocol::problem::{Problem, ProblemCode};
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::phone::{Phone, Reply};
use crate::world::World;

/// Longer than anything here takes on a busy machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// A server process on the database of a world. Dropping it kills the process.
pub(crate) struct Process {
    child: Child,
    pub(crate) address: SocketAddr,
    said: Lines<BufReader<ChildStdout>>,
    logged: Receiver<String>,
}

#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// Whether the head has a line with this beginning, compared in lower case.
    pub(crate) fn has(&self, start: &str) -> bool {
        let head = self.head.to_ascii_lowercase();
        head.lines().any(|line| line.starts_with(start))
    }

    pub(crate) fn problem(&self) -> ProblemCode {
        let problem: Problem = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem.status, self.status);
        problem.code
    }
}

impl Process {
    pub(crate) fn start(world: &World, arguments: &[&str]) -> Self {
        let key_file = world.folder.path().join("key");
        std::fs::write(&key_file, HEXLOWER.encode(&crate::database::KEY)).unwrap();
        let private = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(&key_file, private).unwrap();
        let mut child = Command::new(env!("CARGO_BIN_EXE_puente"))
            .args(["serve", "--listen", "127.0.0.1:0"])
            .args(world.database.arguments())
            .arg("--key-file")
            .arg(key_file)
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let said = BufReader::new(child.stdout.take().unwrap()).lines();
        let logged = listen(child.stderr.take().unwrap());
        let mut process = Self {
            child,
            address: ([0; 4], 0).into(),
            said,
            logged,
        };
        process.address = process.said_url().parse().unwrap();
        process
    }

    /// The URL in the next line of its output.
    pub(crate) fn said_url(&mut self) -> String {
        let line = self.said.next().unwrap().unwrap();
        let url = line.strip_prefix("http://").unwrap();
        url.trim_end_matches("/metrics").to_owned()
    }

    pub(crate) fn id(&self) -> u32 {
        self.child.id()
    }

    pub(crate) fn is_running(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// Resident memory of the server and its children, in MiB.
    pub(crate) fn resident_mib(&self) -> u64 {
        let group = self.children().into_iter().chain([self.id()]);
        let resident_kib: u64 = group.filter_map(|pid| field(pid, "VmRSS:")).sum();
        resident_kib / 1024
    }

    /// The child processes of the server.
    pub(crate) fn children(&self) -> Vec<u32> {
        let processes = std::fs::read_dir("/proc").unwrap();
        processes
            .filter_map(|process| process.unwrap().file_name().to_str()?.parse().ok())
            .filter(|pid| field(*pid, "PPid:") == Some(self.id().into()))
            .collect()
    }

    /// Tells the server to stop.
    pub(crate) fn terminate(&self) {
        let pid = Pid::from_raw(self.id().try_into().unwrap()).unwrap();
        kill_process(pid, Signal::TERM).unwrap();
    }

    /// Waits for the end. Returns the exit status.
    pub(crate) fn ended(&mut self) -> ExitStatus {
        self.child.wait().unwrap()
    }

    /// Waits for the log line with this message and returns it as JSON.
    pub(crate) fn logged(&self, message: &str) -> Value {
        loop {
            let line = self.logged.recv_timeout(PATIENCE).unwrap();
            let line: Value = serde_json::from_str(&line).unwrap();
            if line["message"] == message {
                return line;
            }
        }
    }

    pub(crate) fn request(&self, head: &str, body: &[u8]) -> Answer {
        request(self.address, head, body)
    }

    /// An exchange of a phone that must succeed.
    pub(crate) fn sync(&self, world: &World, phone: &mut Phone) -> Reply {
        let answer = self.request("POST /v1/sync", &phone.request(world));
        assert_eq!(answer.status, 200, "{}", answer.head);
        phone.take(pages(answer.body))
    }
}

/// A number from the kernel's status of a process.
fn field(pid: u32, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Reads the log all the time, so that the server never waits for the test.
fn listen(stderr: ChildStderr) -> Receiver<String> {
    let (sender, logged) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stderr).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    logged
}

pub(crate) fn pages(mut body: Vec<u8>) -> Vec<Vec<u8>> {
    let mut pages = Vec::new();
    while !body.is_empty() {
        let before = body.clone();
        puente_protocol::page::Page::take(&mut body)
            .unwrap()
            .expect("a whole page");
        pages.push(before[..before.len() - body.len()].to_vec());
    }
    pages
}

pub(crate) fn request(address: SocketAddr, head: &str, body: &[u8]) -> Answer {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let length = body.len();
    let head = format!(
        "{head} HTTP/1.1\r\nHost: puente\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n"
    );
    stream.write_all(head.as_bytes()).unwrap();
    // A server that refuses a body early may have closed the connection.
    let _ = stream.write_all(body);
    answer(stream)
}

/// Reads a response to its end.
pub(crate) fn answer(stream: TcpStream) -> Answer {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        assert!(stream.read_line(&mut head).unwrap() > 0, "cut: {head}");
    }
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    let is_chunked = head.to_ascii_lowercase().contains("chunked");
    let mut body = Vec::new();
    if is_chunked {
        read_chunks(&mut stream, &mut body);
    } else {
        stream.read_to_end(&mut body).unwrap();
    }
    Answer { status, head, body }
}

fn read_chunks(stream: &mut impl BufRead, body: &mut Vec<u8>) {
    loop {
        let mut line = String::new();
        stream.read_line(&mut line).unwrap();
        let length = usize::from_str_radix(line.trim(), 16).unwrap();
        let mut chunk = vec![0; length + 2];
        stream.read_exact(&mut chunk).unwrap();
        if length == 0 {
            return;
        }
        body.extend_from_slice(&chunk[..length]);
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
