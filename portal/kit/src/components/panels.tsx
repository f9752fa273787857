import { type ComponentType, createContext, Fragment, type ReactNode, useContext } from 'react';
import type { PanelProps } from '../portal-plugin.js';

/** A part that a plugin adds to a page of another. */
export interface Panel {
  pluginId: string;
  /** The place that it is for. */
  place: string;
  Component: ComponentType<PanelProps>;
}

const PanelsContext = createContext<readonly Panel[]>([]);

export function PanelsProvider({
  panels,
  children,
}: {
  panels: readonly Panel[];
  children: ReactNode;
}) {
  return <PanelsContext.Provider value={panels}>{children}</PanelsContext.Provider>;
}

/** Room for what other plugins have to show about a subject, in the order in which they were installed. */
export function Panels({ place, subject }: { place: string; subject: string }) {
  const panels = useContext(PanelsContext).filter((panel) => panel.place === place);
  return panels.map(({ pluginId, Component }) => (
    <Fragment key={pluginId}>
      <Component subject={subject} />
    </Fragment>
  ));
}
