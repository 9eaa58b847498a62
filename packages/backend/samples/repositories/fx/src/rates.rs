use std::collections::HashMap;

/// Units of each currency for one euro.
pub struct Rates(HashMap<String, f64>);

impl Rates {
    pub fn parse(csv: &str) -> Result<Self, String> {
        csv.lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                let (code, rate) = line.split_once(',').ok_or(format!("no comma: {line}"))?;
                let rate: f64 = rate
                    .trim()
                    .parse()
                    .map_err(|_| format!("no rate: {line}"))?;
                Ok((code.trim().to_owned(), rate))
            })
            .collect::<Result<_, _>>()
            .map(Rates)
    }

    pub fn convert(&self, amount: f64, from: &str, to: &str) -> Result<f64, String> {
        Ok(amount / self.per_euro(from)? * self.per_euro(to)?)
    }

    fn per_euro(&self, code: &str) -> Result<f64, String> {
        self.0
            .get(code)
            .copied()
            .ok_or_else(|| format!("no rate for {code}"))
    }
}
