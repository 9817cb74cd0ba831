//! HTTP over plain sockets: requests that no library would send, and honest ones.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Longer than anything here takes on a busy machine; what takes longer never comes.
pub(crate) const PATIENCE: Duration = Duration::from_secs(60);

/// The response of a server; status 0 if it closed the connection instead.
#[derive(Debug, Default)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The code of the problem, if it is one.
    pub(crate) fn problem(&self) -> Option<String> {
        let problem: serde_json::Value = serde_json::from_slice(&self.body).ok()?;
        Some(problem["code"].as_str()?.to_owned())
    }

    /// After how many s the server wants to be asked again, if it says so.
    pub(crate) fn retry_after_s(&self) -> Option<u64> {
        let head = self.head.to_ascii_lowercase();
        let mut lines = head.lines();
        lines.find_map(|line| line.strip_prefix("retry-after:")?.trim().parse().ok())
    }
}

pub(crate) fn connect(address: SocketAddr) -> std::io::Result<TcpStream> {
    let stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    Ok(stream)
}

pub(crate) fn post(address: SocketAddr, path: &str, body: &[u8]) -> Answer {
    request(address, &format!("POST {path}"), body)
}

pub(crate) fn request(address: SocketAddr, method_and_path: &str, body: &[u8]) -> Answer {
    let Ok(mut stream) = connect(address) else {
        return Answer::default();
    };
    let _ = stream.write_all(head(method_and_path, body.len()).as_bytes());
    // A server that refuses a body early may have closed the connection.
    let _ = stream.write_all(body);
    answer(stream).unwrap_or_default()
}

pub(crate) fn head(method_and_path: &str, body_bytes: usize) -> String {
    format!(
        "{method_and_path} HTTP/1.1\r\nHost: puente\r\nConnection: close\r\nContent-Length: {body_bytes}\r\n\r\n"
    )
}

/// Reads a response to its end.
pub(crate) fn answer(stream: TcpStream) -> std::io::Result<Answer> {
    let mut stream = BufReader::new(stream);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Ok(Answer::default());
        }
    }
    let status = head
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok());
    let mut body = Vec::new();
    if head
        .to_ascii_lowercase()
        .contains("transfer-encoding: chunked")
    {
        while let Some(chunk) = chunk(&mut stream)? {
            body.extend(chunk);
        }
    } else {
        stream.read_to_end(&mut body)?;
    }
    Ok(Answer {
        status: status.unwrap_or(0),
        head,
        body,
    })
}

/// The next chunk, or `None` after the last one.
fn chunk(stream: &mut impl BufRead) -> std::io::Result<Option<Vec<u8>>> {
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let length = usize::from_str_radix(line.trim(), 16).unwrap_or(0);
    let mut chunk = vec![0; length + 2];
    stream.read_exact(&mut chunk)?;
    chunk.truncate(length);
    Ok((length > 0).then_some(chunk))
}
