//! The Lambda runtime API, as far as one synchronous function needs it.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;

pub struct Invocation {
    pub request_id: String,
    pub body: String,
}

pub fn next(api: &str) -> io::Result<Invocation> {
    let (headers, body) = request(api, "GET", "/2018-06-01/runtime/invocation/next", "")?;
    let request_id = header(&headers, "lambda-runtime-aws-request-id")
        .ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "invocation without an id"))?;
    Ok(Invocation { request_id, body })
}

pub fn respond(api: &str, id: &str, body: &str) -> io::Result<()> {
    let path = format!("/2018-06-01/runtime/invocation/{id}/response");
    request(api, "POST", &path, body).map(drop)
}

pub fn fail(api: &str, id: &str, reason: &str) -> io::Result<()> {
    let path = format!("/2018-06-01/runtime/invocation/{id}/error");
    let body = format!(
        "{{\"errorType\":\"Conversion\",\"errorMessage\":\"{}\"}}",
        reason.replace(['"', '\\'], "'")
    );
    request(api, "POST", &path, &body).map(drop)
}

fn request(api: &str, method: &str, path: &str, body: &str) -> io::Result<(Vec<String>, String)> {
    let mut stream = TcpStream::connect(api)?;
    write!(
        stream,
        "{method} {path} HTTP/1.1\r\nHost: {api}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    let mut reader = BufReader::new(stream);
    let mut headers = Vec::new();
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 || line.trim_end().is_empty() {
            break;
        }
        headers.push(line.trim_end().to_owned());
    }
    let length = header(&headers, "content-length").and_then(|value| value.parse::<u64>().ok());
    let mut body = String::new();
    reader
        .take(length.unwrap_or(u64::MAX))
        .read_to_string(&mut body)?;
    Ok((headers, body))
}

fn header(headers: &[String], name: &str) -> Option<String> {
    headers.iter().find_map(|line| {
        let (key, value) = line.split_once(':')?;
        key.eq_ignore_ascii_case(name)
            .then(|| value.trim().to_owned())
    })
}
