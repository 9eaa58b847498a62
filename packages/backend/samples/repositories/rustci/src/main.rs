use lambda_runtime::{run, service_fn, Error, LambdaEvent};
use serde::{Deserialize, Serialize};

#[derive(Deserialize)]
struct PullRequest {
    number: u64,
    files: Vec<String>,
}

#[derive(Serialize)]
struct Comment {
    number: u64,
    text: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    run(service_fn(|event: LambdaEvent<PullRequest>| async move {
        Ok::<_, Error>(comment(event.payload))
    }))
    .await
}

fn comment(pull_request: PullRequest) -> Comment {
    let alarms: Vec<_> = pull_request
        .files
        .iter()
        .filter(|file| file.starts_with("alarms/"))
        .map(|file| format!("- `{file}`"))
        .collect();
    Comment {
        number: pull_request.number,
        text: (!alarms.is_empty()).then(|| {
            format!(
                "These alarms change; the on-call should know:\n\n{}",
                alarms.join("\n")
            )
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn says_nothing_without_an_alarm() {
        let pull_request = PullRequest {
            number: 1,
            files: vec!["README.md".into()],
        };
        assert!(comment(pull_request).text.is_none());
    }
}
