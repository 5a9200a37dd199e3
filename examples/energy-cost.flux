// What the energy of one site cost: per window, and in all. Two results, one per yield.
//
// A parameter can be read with a dot or with brackets. JSON's 1 is an int and 0.31 is a float:
// float(v: …) takes both.
price = float(v: params["pricePerKwh"])

cost =
    from(bucket: "machines")
        |> range(start: duration(v: params["start"]))
        |> filter(fn: (r) => r._measurement == "energy" and r._field == "kwh")
        |> filter(fn: (r) => r.site == params["site"])
        |> map(fn: (r) => ({r with _value: r._value * price}))

cost
    |> aggregateWindow(every: duration(v: params["every"]), fn: sum, createEmpty: false)
    |> yield(name: "cost per window")

cost
    |> sum()
    |> yield(name: "cost in all")
