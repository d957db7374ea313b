//! How does a weight step against a gradient? By FTRL-Proximal (McMahan et al. 2013, algorithm 1) with L1 and L2.

/// A smaller gradient moves nothing that is kept.
pub const LEAST: f32 = 1e-5;

/// How far a step goes, and what a weight costs.
#[derive(Clone, Copy, Debug)]
pub struct Rates {
    pub step: f32,
    pub l1: f32,
    pub l2: f32,
}

/// Steps a weight `w`, with its sums `z` and `n`, against a gradient.
pub fn step([z, n, w]: [&mut f32; 3], gradient: f32, rates: &Rates) {
    let before = *n;
    *n += gradient * gradient;
    *z += gradient - (n.sqrt() - before.sqrt()) / rates.step * *w;
    *w = if z.abs() <= rates.l1 { 0.0 } else { -(*z - z.signum() * rates.l1) / ((1.0 + n.sqrt()) / rates.step + rates.l2) };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weight_goes_against_its_gradient_and_is_nothing_until_that_costs_less() {
        let rates = Rates { step: 0.1, l1: 0.5, l2: 0.1 };
        let (mut z, mut n, mut w) = (0.0, 0.0, 0.0);
        step([&mut z, &mut n, &mut w], 0.4, &rates);
        assert_eq!(w, 0.0);
        step([&mut z, &mut n, &mut w], 0.4, &rates);
        assert!(w < 0.0, "{w}");
    }
}
