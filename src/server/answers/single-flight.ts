import type { RevisionState } from "../../database/reading/revision-state.js";

interface Flight {
  state: RevisionState;
  result: Promise<Buffer>;
  abort: (reason: unknown) => void;
  waiting: number;
}

/** Lets requests for the same answer wait for one read; the read ends early only when all of them have gone. */
export class SingleFlight {
  private readonly flights = new Map<string, Flight>();

  /** Joins a read that began under the same state: an older one may not see what was written since. */
  join(
    key: string,
    state: RevisionState,
    request: { readonly signal: AbortSignal },
  ): Promise<Buffer> | undefined {
    const flight = this.flights.get(key);
    return flight?.state === state ? wait(flight, request.signal) : undefined;
  }

  /** Lets others join a read that has begun. */
  add(key: string, read: Omit<Flight, "waiting">, signal: AbortSignal): Promise<Buffer> {
    const forget = () => {
      if (this.flights.get(key) === flight) this.flights.delete(key);
    };
    const abort = (reason: unknown) => {
      // It ends a moment later, and nobody may join it until then.
      forget();
      read.abort(reason);
    };
    const flight = { ...read, abort, waiting: 0 };
    this.flights.set(key, flight);
    flight.result.then(forget, forget);
    return wait(flight, signal);
  }
}

function wait(flight: Flight, signal: AbortSignal): Promise<Buffer> {
  flight.waiting += 1;
  return new Promise((resolve, reject) => {
    const leave = () => {
      flight.waiting -= 1;
      if (flight.waiting === 0) flight.abort(signal.reason);
      reject(signal.reason);
    };
    if (signal.aborted) return leave();
    signal.addEventListener("abort", leave, { once: true });
    const settle = () => signal.removeEventListener("abort", leave);
    flight.result.then(resolve, reject).finally(settle);
  });
}
