// The mean of one field per window of time, for every machine of a site.
//
// JSON has no durations: "start" and "every" are sent as text ("-6h", "10m") and become durations here.
from(bucket: "machines")
    |> range(start: duration(v: params.start))
    |> filter(fn: (r) => r._measurement == "machine")
    |> filter(fn: (r) => r.site == params.site and r._field == params.field)
    |> aggregateWindow(every: duration(v: params.every), fn: mean, createEmpty: false)
    |> yield(name: "mean")
