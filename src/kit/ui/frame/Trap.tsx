import { Component, type ReactNode } from "react";
import { Problem } from "../wire/Problem.tsx";

interface TrapState {
  failure: unknown;
}

/** Keeps a broken part from taking the whole screen; `at` changes clear it. */
export class Trap extends Component<{ children: ReactNode; at?: string }, TrapState> {
  override state: TrapState = { failure: null };

  static getDerivedStateFromError(failure: unknown): TrapState {
    return { failure: failure ?? new Error("unknown") };
  }

  override componentDidUpdate(before: { at?: string }): void {
    if (before.at !== this.props.at && this.state.failure) this.setState({ failure: null });
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    // A new version was installed meanwhile: the old chunk is gone, a reload brings the new one.
    const isOld = failure instanceof Error && /dynamically imported module|module script/i.test(failure.message);
    return (
      <Problem failure={failure} retry={() => (isOld ? window.location.reload() : this.setState({ failure: null }))} />
    );
  }
}
