// What needs a recent proof of who one is: try, ask for it when the server says so, try again.
import { asFailure } from "./api";

class Freshness {
  asked = $state(false);
  private settle: ((proved: boolean) => void) | null = null;

  ask(): Promise<boolean> {
    this.asked = true;
    return new Promise((settle) => (this.settle = settle));
  }

  end(proved: boolean) {
    this.asked = false;
    this.settle?.(proved);
    this.settle = null;
  }
}

export const freshness = new Freshness();

/** The answer of `act`; null when the person would not prove who they are. */
export async function withFresh<T>(act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (asFailure(error).code !== "not_fresh") throw error;
    return (await freshness.ask()) ? act() : null;
  }
}
