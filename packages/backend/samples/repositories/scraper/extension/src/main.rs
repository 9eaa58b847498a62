//! Lambda extension: after each invocation it makes the page cache durable.

use std::env;
use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::net::TcpStream;

const CACHE: &str = "/tmp/pages";

fn main() -> io::Result<()> {
    let api = env::var("AWS_LAMBDA_RUNTIME_API").map_err(io::Error::other)?;
    let events = r#"{"events":["INVOKE","SHUTDOWN"]}"#;
    let registered = request(
        &api,
        "POST",
        "/2020-01-01/extension/register",
        &["Lambda-Extension-Name: flush"],
        events,
    )?;
    let id = registered
        .iter()
        .find_map(|line| {
            let (key, value) = line.split_once(':')?;
            key.eq_ignore_ascii_case("lambda-extension-identifier")
                .then(|| value.trim().to_owned())
        })
        .ok_or_else(|| io::Error::other("registered without an identifier"))?;
    let identity = format!("Lambda-Extension-Identifier: {id}");
    loop {
        request(
            &api,
            "GET",
            "/2020-01-01/extension/event/next",
            &[&identity],
            "",
        )?;
        flush()?;
    }
}

fn flush() -> io::Result<()> {
    let Ok(entries) = fs::read_dir(CACHE) else {
        return Ok(()); // nothing cached yet
    };
    for entry in entries {
        File::open(entry?.path())?.sync_all()?;
    }
    Ok(())
}

fn request(
    api: &str,
    method: &str,
    path: &str,
    headers: &[&str],
    body: &str,
) -> io::Result<Vec<String>> {
    let mut stream = TcpStream::connect(api)?;
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: {api}\r\n")?;
    for header in headers {
        write!(stream, "{header}\r\n")?;
    }
    write!(
        stream,
        "Content-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    )?;
    BufReader::new(stream)
        .lines()
        .take_while(|line| !matches!(line, Ok(text) if text.is_empty()))
        .collect()
}
