//! Many situations: read in order, worked on all cores, given back in order, in bounded memory.
//! Knows neither files nor formats.

use rayon::prelude::*;

/// Rows handled by one worker at a time: enough to keep the cost of handing over negligible.
pub const ROWS_PER_CHUNK: usize = 512;

/// Passes every chunk of `chunks` to `work`, on all cores, and its results to `sink`, in order. At most a
/// few chunks per core are in memory at once. `state` makes what a worker keeps from one chunk to the next.
///
/// # Errors
/// The first error of a chunk or of the sink; nothing after it is passed to the sink.
pub fn in_order<C, S, R, E>(
    mut chunks: impl Iterator<Item = Result<C, E>>,
    state: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, C) -> R + Sync,
    mut sink: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    C: Send,
    S: Send,
    R: Send,
    E: Send,
{
    let workers = rayon::current_num_threads().max(1);
    let mut states: Vec<S> = (0..workers).map(|_| state()).collect();
    loop {
        let mut failure = None;
        let mut waiting: Vec<C> = Vec::new();
        while waiting.len() < workers * 8 {
            match chunks.next() {
                Some(Ok(chunk)) => waiting.push(chunk),
                Some(Err(error)) => {
                    failure = Some(error);
                    break;
                }
                None => break,
            }
        }
        if waiting.is_empty() {
            return failure.map_or(Ok(()), Err);
        }
        let share = waiting.len().div_ceil(workers);
        let mut shares: Vec<Vec<C>> = Vec::new();
        let mut rest = waiting.into_iter();
        while rest.len() > 0 {
            shares.push(rest.by_ref().take(share).collect());
        }
        let results: Vec<Vec<R>> = states
            .par_iter_mut()
            .zip(shares.into_par_iter())
            .map(|(state, share)| share.into_iter().map(|chunk| work(state, chunk)).collect())
            .collect();
        for result in results.into_iter().flatten() {
            sink(result)?;
        }
        if let Some(error) = failure {
            return Err(error);
        }
    }
}
