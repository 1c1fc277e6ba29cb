// stands in for packages of Vega's whose transforms Vega-Lite never asks for
export {};
