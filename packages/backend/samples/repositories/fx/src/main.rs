mod rates;
mod runtime;

use std::env;
use std::error::Error;
use std::fs;

fn main() -> Result<(), Box<dyn Error>> {
    let root = env::var("LAMBDA_TASK_ROOT").unwrap_or_else(|_| ".".into());
    let rates = rates::Rates::parse(&fs::read_to_string(format!("{root}/rates.csv"))?)?;
    let api = env::var("AWS_LAMBDA_RUNTIME_API")?;

    loop {
        let invocation = runtime::next(&api)?;
        match convert(&rates, &invocation.body) {
            Ok(body) => runtime::respond(&api, &invocation.request_id, &body)?,
            Err(reason) => runtime::fail(&api, &invocation.request_id, &reason)?,
        }
    }
}

/// `"125.00 USD SEK"` as a JSON string in, `"1259.60 SEK"` out.
fn convert(rates: &rates::Rates, body: &str) -> Result<String, String> {
    let text = body.trim().trim_matches('"');
    let mut words = text.split_whitespace();
    let (Some(amount), Some(from), Some(to)) = (words.next(), words.next(), words.next()) else {
        return Err("expected: amount from to".into());
    };
    let amount: f64 = amount.parse().map_err(|_| format!("no amount: {amount}"))?;
    Ok(format!("\"{:.2} {to}\"", rates.convert(amount, from, to)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn converts_over_the_euro() {
        let rates = rates::Rates::parse("EUR,1.0\nUSD,1.25\nSEK,10\n").unwrap();
        assert_eq!(
            convert(&rates, "\"100 USD SEK\"").unwrap(),
            "\"800.00 SEK\""
        );
    }
}
