import { Component, type ReactNode } from "react";
import { Problem } from "../wire/Problem.tsx";

interface TrapProps {
  children: ReactNode;
  isPage?: boolean;
}

interface TrapState {
  failure: unknown;
}

/** Keeps a broken part from taking the whole screen. */
export class Trap extends Component<TrapProps, TrapState> {
  override state: TrapState = { failure: null };

  static getDerivedStateFromError(failure: unknown): TrapState {
    return { failure: failure ?? new Error("unknown") };
  }

  override render(): ReactNode {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    // A new version was installed meanwhile: the old chunk is gone, a reload brings the new one.
    const isOld = failure instanceof Error && /dynamically imported module|module script/i.test(failure.message);
    return (
      <Problem
        isPage={this.props.isPage ?? false}
        failure={failure}
        retry={() => (isOld ? window.location.reload() : this.setState({ failure: null }))}
      />
    );
  }
}
