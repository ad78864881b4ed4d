// A CloudFront function (runtime cloudfront-js-2.0) for viewer requests to /api/v1/* and /ws*: says
// to those behind from where somebody asks, whatever they said about it themselves.
// The address has no port, and IPv6 no brackets. `shared/viewer.py` reads it.

function handler(event) {
  event.request.headers["x-viewer-ip"] = { value: event.viewer.ip };
  return event.request;
}
