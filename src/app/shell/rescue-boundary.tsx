import { Component, type ComponentChildren } from 'preact';
import { RescueScreen } from './rescue-screen.tsx';

interface Props {
  children: ComponentChildren;
}

/** The page's one place for bugs. */
export class RescueBoundary extends Component<Props, { failure: { of: unknown } | null }> {
  override state: { failure: { of: unknown } | null } = { failure: null };

  static override getDerivedStateFromError(of: unknown): { failure: { of: unknown } } {
    return { failure: { of } };
  }

  override render(): ComponentChildren {
    const { failure } = this.state;
    return failure === null ? this.props.children : <RescueScreen failure={failure.of} />;
  }
}
